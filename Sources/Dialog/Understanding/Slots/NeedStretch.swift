/// Widens what a rule found to the client's whole request, as it was said: "мы с мужем хотим кухню заказать угловую".
struct NeedStretch {
    /// Longest need, in words.
    static let mostWords = 18
    /// Words before what was found that belong to the request at most.
    private static let mostBefore = 8

    let line: Line
    /// The words that ask for a person: no part of the need.
    let wish: Range<Int>?

    /// The request around the found words, without greetings and introductions.
    func around(_ found: Range<Int>) -> Range<Int> {
        let sentence = line.sentence(of: found.lowerBound)
        var lower = max(sentence.lowerBound, found.lowerBound - Self.mostBefore)
        if let wish, wish.upperBound <= found.lowerBound { lower = max(lower, wish.upperBound) }
        lower = max(lower, introductionEnd(lower..<found.lowerBound))
        while lower < found.lowerBound, isSkipped(lower) || isAddress(lower) { lower += 1 }
        var upper = max(found.upperBound, min(line.sentenceEnd(after: max(found.upperBound - 1, found.lowerBound)), lower + Self.mostWords))
        if let wish, wish.lowerBound >= found.upperBound { upper = min(upper, wish.lowerBound) }
        while upper > found.upperBound, CommonWords.isFunction(line.tokens[upper - 1].text), !line.tokens[upper - 1].isDigits { upper -= 1 }
        return withNeighbours(lower..<upper)
    }

    /// "Ксения, подскажите": the person spoken to, by name or with the patronymic.
    private func isAddress(_ position: Int) -> Bool {
        let token = line.tokens[position]
        let isName = NameForms.form(of: token.text).map { $0.isNominative && !FirstNames.ambiguous.contains($0.nominative) } ?? false
        guard isName || Surnames.patronymic(token.text) != nil, position + 1 < line.tokens.count else { return false }
        let next = line.tokens[position + 1]
        return next.followsPause || Surnames.patronymic(next.text) != nil || CommonWords.isFiller(next.text)
    }

    private func isSkipped(_ position: Int) -> Bool {
        let word = line.tokens[position].text
        return CommonWords.isFiller(word) || ["а", "и", "то", "что", "но", "же", "это"].contains(word)
    }

    /// "Визитки печатаете? Нужно пятьсот штук": short sentences of one request stay together.
    private func withNeighbours(_ range: Range<Int>) -> Range<Int> {
        var (lower, upper) = (range.lowerBound, range.upperBound)
        let start = line.sentence(of: lower).lowerBound
        if start > 0 {
            var before = line.sentence(of: start - 1)
            while before.lowerBound < before.upperBound, isSkipped(before.lowerBound) { before = before.lowerBound + 1..<before.upperBound }
            if saysMore(before), upper - before.lowerBound <= Self.mostWords { lower = before.lowerBound }
        }
        if upper < line.tokens.count, line.tokens[upper].startsSentence {
            let after = line.sentence(of: upper)
            if saysMore(after), after.upperBound - lower <= Self.mostWords { upper = after.upperBound }
        }
        return lower..<upper
    }

    private func saysMore(_ range: Range<Int>) -> Bool {
        guard !NeedVoids.isVoid(line, range), range.contains(where: { place in NeedFinder.isContent(line.tokens[place]) || NeedCues.modestNeeds.contains { line.tokens[place].text.hasPrefix($0) } }), wish.map({ !$0.overlaps(range) }) ?? true else { return false }
        return !range.contains { isFirstName(line.tokens[$0]) || CompanyWords.isCompanyWord(line.tokens[$0].text) }
    }

    private func isFirstName(_ token: Token) -> Bool {
        NameForms.form(of: token.text).map { !FirstNames.ambiguous.contains($0.nominative) && !FirstNames.everydayForms.contains(token.text) } ?? false
    }

    private func isName(_ token: Token, isFirst: Bool) -> Bool {
        if token.followsPause, !isFirst { return false }
        return NameForms.form(of: token.text)?.isNominative == true || Surnames.patronymic(token.text) != nil || (Surnames.looksLikeSurname(token.text) && !isFirst) || (token.isCapital && !token.startsSentence)
    }

    /// Where "меня зовут Анна", "вас беспокоит Анна" ends before the request.
    private func introductionEnd(_ range: Range<Int>) -> Int {
        let cues: [Pattern] = ["меня зовут|звать", "беспокоит"]
        guard let cue = cues.all(in: line, range).last else { return range.lowerBound }
        var end = cue.upperBound
        while end < range.upperBound, isName(line.tokens[end], isFirst: end == cue.upperBound) { end += 1 }
        return end
    }
}
