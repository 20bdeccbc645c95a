/// When an answer is written: before its first byte and between its parts.
struct SpeechPause: Sendable {
    let before: Duration
    let between: Duration
    private let sleep: @Sendable (Duration) async throws -> Void

    init(_ endpoint: SpeechEndpoint, fault: SpeechFault?, latency: SpeechLatency, sleep: @escaping @Sendable (Duration) async throws -> Void) {
        self.sleep = sleep
        between = .milliseconds(latency.betweenParts)
        switch (fault, endpoint) {
        case (.slow(let milliseconds), _): before = .milliseconds(milliseconds)
        case (_, .transcriptions): before = .milliseconds(latency.transcription)
        case (_, .chat): before = .milliseconds(latency.firstPart)
        default: before = .zero
        }
    }

    func first() async throws {
        if before > .zero { try await sleep(before) }
    }

    func next() async throws {
        if between > .zero { try await sleep(between) }
    }
}
