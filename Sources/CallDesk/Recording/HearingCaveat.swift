import Dialog
package import Storage

/// What must be said beside a transcript, so that nobody takes it for more than it is.
package enum HearingCaveat: String, Sendable, CaseIterable, Codable {
    /// The recording breaks off before the call ended.
    case brokenOff
    /// One channel; the recogniser told the voices apart, whose they are is guessed.
    case voicesGuessed
    /// One channel; who speaks is guessed turn by turn.
    case sidesGuessed
}

extension Transcript {
    package var caveats: [HearingCaveat] {
        let doubt: HearingCaveat? =
            switch sides {
            case .channels: nil
            // A voice that speaks alone was told apart from nobody.
            case .voices: Set(utterances.map(\.side)).count > 1 ? .voicesGuessed : nil
            case .words: .sidesGuessed
            }
        return (isCutShort ? [.brokenOff] : []) + (doubt.map { [$0] } ?? [])
    }
}

extension CallRow {
    /// Of its transcript.
    package var hearingCaveats: [HearingCaveat] {
        get { (caveats ?? "").split(separator: ",").compactMap { HearingCaveat(rawValue: String($0)) } }
        set { caveats = newValue.isEmpty ? nil : newValue.map(\.rawValue).joined(separator: ",") }
    }
}
