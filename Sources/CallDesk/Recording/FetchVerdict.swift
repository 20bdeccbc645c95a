import Fetch

/// What becomes of a call whose recording came from none of its addresses.
enum FetchVerdict: Sendable, Equatable {
    /// What stands at the addresses is no recording, or nothing does, and has been so for long enough.
    case unreadable
    /// Passes by itself, or is cured by a person as the reason says: looked for again on the poll's schedule.
    case wait(reason: String)
    /// Nothing failed: the process is stopping.
    case interrupted

    /// Looks at addresses that turn out to hold something else (a login page, say) before it counts as unreadable.
    static let wrongContentTriesMax = 4

    /// - Parameters:
    ///   - errors: one for every address that was asked.
    ///   - polls: how often the recording was looked for before.
    init(_ errors: [FetchError], polls: Int) {
        let open = errors.filter { !$0.isAboutContent }
        if errors.contains(where: { $0.code == .cancelled }) {
            self = .interrupted
        } else if let first = open.first ?? errors.first, !open.isEmpty || polls < Self.wrongContentTriesMax - 1 {
            self = .wait(reason: first.description)
        } else {
            self = errors.isEmpty ? .wait(reason: CallSteps.noRecordingYet) : .unreadable
        }
    }
}

extension FetchError {
    /// The address itself was reached, and what it holds is not the recording.
    fileprivate var isAboutContent: Bool {
        switch code {
        case .notAudio, .tooLarge, .http(404), .http(410): true
        default: false
        }
    }
}
