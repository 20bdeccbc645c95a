/// Where a write to the outside world stands. What leads from one to the next is decided outside; the store lets nothing leave `done`.
package enum EffectState: String, Sendable, Codable, CaseIterable {
    /// Intended, surely not sent.
    case ready
    /// Sent or about to be; the answer is not here.
    case sending
    /// Executed once; `remoteID` names the result if it has a name.
    case done
    /// May have been executed: to be looked up by its marker after `unknownUntil`.
    case unknown
    /// The other side said no.
    case refused

    /// What was done stays done, and what was refused can only be tried afresh. A state may follow itself (a note, a longer wait).
    package func allows(_ next: EffectState) -> Bool {
        switch self {
        case .done: next == .done
        case .refused: next == .refused || next == .ready
        case .ready, .sending, .unknown: true
        }
    }
}
