extension CompanyFinder {
    private static let suffixes: Set<String> = ["limited", "ltd", "inc", "incorporated", "llc", "plc", "corp", "corporation", "gmbh"]
    /// Words after which a company is named even where the recogniser writes no capitals.
    private static let openings: Set<String> = ["from", "of", "at", "for", "with", "represent", "representing", "is", "called"]
    /// Most words before the legal form.
    private static let mostBefore = 3

    /// "Northwind Limited", "Blue River Trading Ltd": English legal forms stand behind the name.
    func suffixed(_ line: Line) -> [Slot] {
        line.all.compactMap { position in
            let form = line.tokens[position]
            guard Self.suffixes.contains(form.text), position > 0, !form.followsPause, !talk.isCased || form.isCapital else { return nil }
            var start = position
            while start > 0, position - start < Self.mostBefore, belongs(line.tokens[start - 1]), start == position || !line.tokens[start].followsPause { start -= 1 }
            guard start < position, talk.isCased || start > 0 && Self.openings.contains(line.tokens[start - 1].text) else { return nil }
            let range = start..<position + 1
            let text = line.quote(range)
            let value = talk.isCased ? text : text.split(separator: " ").map { String($0).capitalisedFirst }.joined(separator: " ")
            return Slot(name: .company, value: value, confidence: 0.88, quote: text, utterance: line.index)
        }
    }

    private func belongs(_ token: Token) -> Bool {
        !token.isDigits && !CommonWords.isFunction(token.text) && !Self.openings.contains(token.text) && (!talk.isCased || token.isCapital)
    }
}
