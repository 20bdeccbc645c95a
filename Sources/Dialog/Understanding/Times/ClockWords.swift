/// The clock as it is told in words: "половина третьего", "четверть пятого", "десять минут шестого", "без пятнадцати двенадцать".
enum ClockWords {
    struct Moment: Hashable {
        var hour: Int
        var minute: Int
        /// The token behind the last one read.
        var end: Int
    }

    /// Reads the words at the token; nil when they tell no time so.
    static func read(_ line: Line, at position: Int, end: Int) -> Moment? {
        let end = min(end, line.tokens.count)
        guard position + 1 < end else { return nil }
        let word = line.tokens[position].text
        if halves.contains(word) { return running(line, at: position + 1, minute: 30, end) }
        if quarters.contains(word) { return running(line, at: position + 1, minute: 15, end) }
        if word == "без" { return missing(line, at: position + 1, end) }
        guard let minutes = Quantity.read(line, at: position), (1...59).contains(minutes.value), minutes.range.upperBound + 1 < end,
            line.tokens[minutes.range.upperBound].text.hasPrefix("минут")
        else { return nil }
        return running(line, at: minutes.range.upperBound + 1, minute: Int(minutes.value), end)
    }

    /// The full hour before: half past two belongs to the third hour, half past twelve to the first.
    static func before(_ hour: Int) -> Int { hour == 1 ? 12 : hour - 1 }

    private static let halves: Set<String> = ["половине", "половину", "половины", "половина", "пол"]
    private static let quarters: Set<String> = ["четверть", "четверти"]
    private static let hours = 1...12

    /// "третьего": the hour that runs.
    private static func running(_ line: Line, at position: Int, minute: Int, _ end: Int) -> Moment? {
        let word = line.tokens[position].text
        guard position < end, word.hasSuffix("го"), let hour = NumberWords.ordinal(word), hours.contains(hour) else { return nil }
        return Moment(hour: before(hour), minute: minute, end: position + 1)
    }

    /// "пятнадцати [минут] двенадцать" behind "без".
    private static func missing(_ line: Line, at start: Int, _ end: Int) -> Moment? {
        guard var minutes = missingMinutes[line.tokens[start].text] else { return nil }
        var position = start + 1
        if minutes == 20, position < end, line.tokens[position].text == "пяти" {
            minutes += 5
            position += 1
        }
        if position < end, line.tokens[position].text.hasPrefix("минут") { position += 1 }
        guard position < end else { return nil }
        let word = line.tokens[position].text
        guard let hour = word == "час" ? 1 : NumberWords.cardinal(word) ?? Int(word), hours.contains(hour) else { return nil }
        return Moment(hour: before(hour), minute: 60 - minutes, end: position + 1)
    }

    private static let missingMinutes = [
        "пяти": 5, "десяти": 10, "пятнадцати": 15, "четверти": 15, "двадцати": 20, "5": 5, "10": 10, "15": 15, "20": 20, "25": 25,
    ]
}
