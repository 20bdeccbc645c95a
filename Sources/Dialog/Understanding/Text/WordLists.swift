extension Set<String> {
    /// A set of words written as text with spaces.
    init(words source: String) {
        self.init(source.split(whereSeparator: \.isWhitespace).map(String.init))
    }
}

extension [String] {
    /// Words written as text with spaces, in order.
    init(words source: String) {
        self = source.split(whereSeparator: \.isWhitespace).map(String.init)
    }
}

extension Pattern {
    /// Patterns written one per line; a line that ends with "|" goes on in the next one, a line that begins with "//" says what follows.
    static func list(_ source: String) -> [Pattern] {
        var found: [Pattern] = []
        var open = ""
        for line in source.split(separator: "\n") where !line.hasPrefix("//") {
            open += line
            if line.hasSuffix("|") { continue }
            found.append(Pattern(open))
            open = ""
        }
        return found
    }
}
