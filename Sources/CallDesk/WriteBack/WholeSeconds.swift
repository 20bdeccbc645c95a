import Dialog

/// Times of utterances in whole seconds, as the portal takes them.
enum WholeSeconds {
    /// Starts are rounded down and stops up, but a stop is never put behind the start of an utterance that really follows it.
    /// - Parameter utterances: in the order of their starts.
    static func of(_ utterances: [Utterance]) -> [(start: Int, stop: Int)] {
        utterances.indices.map { index in
            let utterance = utterances[index]
            let start = Int(utterance.start.rounded(.down))
            let next = utterances[(index + 1)...].first { $0.start >= utterance.stop }
            let limit = next.map { Int($0.start.rounded(.down)) } ?? .max
            return (start, max(start, min(Int(utterance.stop.rounded(.up)), limit)))
        }
    }
}
