/// A number said in words or written in digits: "полтора миллиона", "50 тысяч", "сто двадцать".
struct Quantity: Sendable {
    var value: Double
    var range: Range<Int>
    /// True when it was said with "тысяч", "миллионов" and the like.
    var hasMultiplier: Bool

    /// The number that begins at the token, or nil.
    static func read(_ line: Line, at start: Int) -> Quantity? {
        var reader = QuantityReader(line: line, position: start)
        return reader.read()
    }
}

/// Reads one number from left to right.
private struct QuantityReader {
    let line: Line
    var position: Int

    private var tokens: [Token] { line.tokens }

    mutating func read() -> Quantity? {
        let start = position
        if let inverted = readInverted() { return inverted }
        var total = 0.0
        var current = readSmall()
        var last = Double.infinity
        while position < tokens.count, let factor = NumberWords.multiplier(tokens[position].text), factor < last, !isPreposition() {
            if current == nil, position > start || !isBareMultiplier() { break }
            position += 1
            total += (current ?? 1) * factor
            if readWithHalf() { total += factor / 2 }
            last = factor
            current = continuesNumber() ? readSmall() : nil
        }
        guard position > start else { return nil }
        if let rest = current {
            // "миллион двести" means two hundred thousand more.
            let implied = last == 1_000_000 && rest >= 10 && rest < 1_000
            total += implied ? rest * 1_000 : rest
        }
        return Quantity(value: total, range: start..<position, hasMultiplier: last.isFinite || total >= 100_000)
    }

    /// "тысяч пятьдесят", "миллиона два": the unit first means "about".
    private mutating func readInverted() -> Quantity? {
        let start = position
        guard position + 1 < tokens.count, ["тысяч", "тысячи", "тыщ", "тыщи", "миллионов", "миллиона"].contains(tokens[position].text),
            let factor = NumberWords.multiplier(tokens[position].text)
        else { return nil }
        position += 1
        if ["за", "до", "в", "на", "около"].contains(tokens[position].text), position + 1 < tokens.count { position += 1 }
        guard let number = readSmall(), number < 1_000 else {
            position = start
            return nil
        }
        return Quantity(value: number * factor, range: start..<position, hasMultiplier: true)
    }

    /// A number below a thousand in words, or one in digits.
    private mutating func readSmall() -> Double? {
        guard position < tokens.count else { return nil }
        if tokens[position].isDigits { return readDigits() }
        if let fraction = NumberWords.fraction(tokens[position].text) {
            if tokens[position].text == "пол", !(position + 1 < tokens.count && NumberWords.multiplier(tokens[position + 1].text) != nil) {
                return nil
            }
            position += 1
            return fraction
        }
        var sum = 0
        var ceiling = 1_000
        var found = false
        while position < tokens.count, let value = NumberWords.cardinal(tokens[position].text), fits(value, under: ceiling),
            !found || !tokens[position].startsSentence
        {
            sum += value
            ceiling = value >= 100 ? 100 : value >= 20 ? 10 : 0
            found = true
            position += 1
            if position + 1 < tokens.count, tokens[position].text == "hundred" || (tokens[position].text == "and" && ceiling == 100) {
                if tokens[position].text == "hundred" {
                    sum *= 100
                    ceiling = 100
                }
                position += 1
            }
        }
        guard found else { return nil }
        return Double(sum) + (readWithHalf() ? 0.5 : 0)
    }

    private func fits(_ value: Int, under ceiling: Int) -> Bool {
        ceiling == 1_000 ? true : value > 0 && value < ceiling
    }

    /// "50", "50 000", "1,5", "1.5".
    private mutating func readDigits() -> Double? {
        var text = tokens[position].text
        guard text.count <= 12 else { return nil }
        position += 1
        while position < tokens.count, tokens[position].isDigits {
            let gap = tokens[position].gap
            let next = tokens[position].text
            if next.count == 3, text.count <= 9, [" ", "\u{a0}", ".", ",", "\u{202f}"].contains(gap) {
                text += next
            } else if gap == "," || gap == ".", next.count <= 2, !text.contains(".") {
                text += "." + next
            } else {
                break
            }
            position += 1
        }
        guard let value = Double(text) else { return nil }
        return value + (readWithHalf() ? 0.5 : 0)
    }

    private mutating func readWithHalf() -> Bool {
        guard position + 1 < tokens.count, tokens[position].text == "с", tokens[position + 1].text.hasPrefix("половин") else { return false }
        position += 2
        return true
    }

    /// A multiplier alone is a number only as a noun ("тысяча", "миллион"), not as a unit.
    private func isBareMultiplier() -> Bool {
        ["тысяча", "тысячу", "тысячи", "миллион", "миллиона", "миллионе", "лям", "косарь", "тыщу", "тыща", "million", "thousand"]
            .contains(tokens[position].text)
    }

    /// "к" is a unit only right behind digits ("50к"), else a preposition.
    private func isPreposition() -> Bool {
        ["к", "k"].contains(tokens[position].text) && !(position > 0 && tokens[position - 1].isDigits && tokens[position].gap.isEmpty)
    }

    private func continuesNumber() -> Bool {
        position < tokens.count && !tokens[position].followsPause
    }
}
