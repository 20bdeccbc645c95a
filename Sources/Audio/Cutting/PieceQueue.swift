/// Puts the pieces of several channels into the order of their starts. A piece leaves when no channel can still come with an earlier one, so at
/// most the pieces of one longest piece's time wait here.
struct PieceQueue {
    private var waiting: [AudioPiece] = []
    private var delivered = 0

    private(set) var heldBytes = 0

    mutating func add(channel: Int, span: ChannelCutter.Span, sampleRate: Int) {
        let piece = AudioPiece(channel: channel, span: span, sampleRate: sampleRate)
        let place = waiting.firstIndex { ($0.start, $0.channel) > (piece.start, channel) } ?? waiting.endIndex
        waiting.insert(piece, at: place)
        heldBytes += piece.wave.count
    }

    /// - Parameter horizon: seconds; nothing that starts before is still to come. Nil: nothing at all is.
    mutating func next(before horizon: Double?) -> AudioPiece? {
        guard let first = waiting.first, horizon.map({ first.start < $0 }) ?? true else { return nil }
        waiting.removeFirst()
        heldBytes -= first.wave.count
        defer { delivered += 1 }
        return first.numbered(delivered)
    }
}
