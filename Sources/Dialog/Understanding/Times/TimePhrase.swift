/// An expression of time in an utterance.
struct TimePhrase: Sendable {
    var range: Range<Int>
    var meaning: TimeMeaning

    /// All expressions of the range from left to right; neighbouring parts ("завтра", "после обеда") are one.
    static func all(in line: Line, _ range: Range<Int>? = nil) -> [TimePhrase] {
        var merged: [Range<Int>] = []
        for found in TimePatterns.all.all(in: line, range) {
            let found = trimmed(found, line)
            if let last = merged.last, joins(last, found, line) {
                merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, found.upperBound)
            } else {
                merged.append(found)
            }
        }
        return merged.map { TimePhrase(range: $0, meaning: TimeMeaning(reading: line, $0)) }
    }

    private static func joins(_ first: Range<Int>, _ second: Range<Int>, _ line: Line) -> Bool {
        guard second.lowerBound > first.upperBound else { return true }
        guard second.lowerBound - first.upperBound <= 2 else { return false }
        if line.tokens[first.upperBound..<second.upperBound].contains(where: \.startsSentence) { return false }
        return line.tokens[first.upperBound..<second.lowerBound].allSatisfy { TimePatterns.connectors.contains($0.text) }
    }

    private static func trimmed(_ range: Range<Int>, _ line: Line) -> Range<Int> {
        var range = range
        // "в пять часов вечера": take the unit behind along.
        let tails: Set<String> = ["часов", "часа", "час", "утра", "дня", "вечера", "ночи", "числа", "am", "pm", "минут"]
        while range.upperBound < line.tokens.count, tails.contains(line.tokens[range.upperBound].text), !line.tokens[range.upperBound].startsSentence
        { range = range.lowerBound..<range.upperBound + 1 }
        return range
    }
}
