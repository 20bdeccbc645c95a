/// A made-up call: who says what and when, and what is true about it.
package struct RecordedCall: Sendable {
    package let kind: CallKind
    package let seed: UInt64
    /// ISO 639-1 code.
    package let language: String
    /// The caller's number as the line shows it, E.164.
    package let clientPhone: String
    package let clientVoice: SandboxVoice
    package let operatorVoice: SandboxVoice
    package var lines: [SpokenLine]
    package let truth: CallTruth
    /// Length of the recording in seconds; 0 until it is rendered and for a missed call.
    package var seconds: Double = 0

    /// The voice of a side.
    package func voice(of side: CallSide) -> SandboxVoice { side == .client ? clientVoice : operatorVoice }

    /// What one side says, line by line.
    package func text(of side: CallSide) -> String { lines.filter { $0.side == side }.map(\.text).joined(separator: " ") }
}

/// What one side says without being interrupted.
package struct SpokenLine: Sendable, Equatable {
    package let side: CallSide
    package let phrases: [PhraseID]
    package let text: String
    /// Seconds on the recording's clock; 0 until it is rendered.
    package var start: Double = 0
    package var stop: Double = 0
    /// Times of the phrases, one each; empty until it is rendered.
    package var placements: [PhrasePlacement] = []
}

/// Where a phrase lies in a recording, in seconds.
package struct PhrasePlacement: Sendable, Equatable {
    package let phrase: PhraseID
    package let start: Double
    package let stop: Double
}

/// What is true about a call, for comparison with what an analysis says.
package struct CallTruth: Sendable, Equatable {
    package var name: String?
    package var company: String?
    /// The number dictated in the call, E.164.
    package var phone: String?
    /// The client's own words about the need, and its kind (`crm`, `windows`...).
    package var need: String?
    package var needKind: String?
    package var budget: Int?
    package var deadline: String?
    package var city: String?
    package var wantsPerson = false
    /// `price`, `think`, `supplier`, in order.
    package var objections: [String] = []
    package var callBack: String?
    package var outcome: Outcome = .info

    package enum Outcome: String, Sendable {
        case qualified
        case handoff
        case callback
        case refused
        case wrongNumber
        case silent
        case missed
        case info
    }
}
