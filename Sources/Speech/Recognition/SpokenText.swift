/// Words as they may be kept: a recogniser's answer is somebody else's data.
enum SpokenText {
    /// UTF-8 bytes of one text; whoever speaks for four minutes says a tenth of it.
    static let bytesMax = 60_000

    /// Control characters become spaces, and what is beyond the limit is left out.
    static func clean(_ text: String) -> String {
        let isPlain = text.utf8.count <= bytesMax && !text.unicodeScalars.contains { $0.properties.generalCategory == .control }
        if isPlain { return text }
        var kept = String.UnicodeScalarView()
        var bytes = 0
        for scalar in text.unicodeScalars {
            bytes += UTF8.width(scalar)
            if bytes > bytesMax { break }
            kept.append(scalar.properties.generalCategory == .control ? " " : scalar)
        }
        return String(kept)
    }
}
