/// What stands where a need could stand and is none: a denial, a dictated number, a greeting, a word about earlier calls.
enum NeedVoids {
    /// From so many digits or words for them on, a clause dictates a number.
    private static let dictation = 4

    private static let voids = Pattern.list(
        """
        вы|вас|от ..3 мне|нам|меня|нас ..2 звонили|звонил|звонила|набирали|набирал|набирала|писали|дозванивались
        мне|нам ..3 звонили|звонил|звонила|набирали|набирал|набирала ..3 вас|вашего|вы|этого
        пропущенн* ..1 звонок|вызов|звонка|вызова
        не ..1 перезванивал*|перезвонил*
        ничего|никого ..2 не ..1 нужно|надо|хочу|хотим|требуется
        не ..1 нужно|надо ничего|никого
        you ..1 called me|us
        missed call
        not need anything
        """)

    /// True when the words are no request.
    static func isVoid(_ line: Line, _ range: Range<Int>) -> Bool {
        guard let first = range.first else { return true }
        let sentence = line.sentence(of: first)
        if isDictation(line, range, in: sentence) { return true }
        return voids.all(in: line, sentence).contains { $0.overlaps(range) }
    }

    /// "Мой номер плюс семь девятьсот ...": figures, and nothing beside them that could be wanted.
    private static func isDictation(_ line: Line, _ range: Range<Int>, in scope: Range<Int>) -> Bool {
        guard scope.count(where: { isDigit(line.tokens[$0]) }) >= dictation else { return false }
        return !range.contains { place in
            let token = line.tokens[place]
            return NeedFinder.isContent(token) && !isDigit(token) || NeedCues.modestNeeds.contains { token.text.hasPrefix($0) }
        }
    }

    private static func isDigit(_ token: Token) -> Bool { token.isDigits || NumberWords.isNumberWord(token.text) || token.text == "плюс" }
}
