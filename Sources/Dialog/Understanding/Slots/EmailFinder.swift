/// Finds an e-mail address, written or dictated ("иван точка петров собака яндекс точка ру").
enum EmailFinder {
    /// The slot, or nil when no address was given.
    static func slot(in talk: Conversation) -> Slot? {
        let written = talk.clientLines.compactMap { line in
            Self.written(in: line.text).map { Slot(name: .email, value: $0.lowercased(), confidence: 0.97, quote: $0, utterance: line.index) }
        }
        if let last = written.last { return last }
        return talk.clientLines.compactMap { EmailDictation(line: $0).slot() }.last
    }

    /// An address written with "@" in the text, without the signs around it.
    static func written(in text: String) -> String? {
        for word in text.split(whereSeparator: \.isWhitespace) {
            let trimmed = word.drop { !$0.isLetter && !$0.isNumber }
            guard let end = trimmed.lastIndex(where: { $0.isLetter || $0.isNumber }) else { continue }
            let candidate = trimmed[...end]
            let parts = candidate.split(separator: "@", omittingEmptySubsequences: false)
            guard parts.count == 2, !parts[0].isEmpty, parts[1].contains("."), parts[1].split(separator: ".").allSatisfy({ $0.count >= 1 }) else {
                continue
            }
            guard candidate.allSatisfy({ $0.isLetter || $0.isNumber || "@._-+".contains($0) }) else { continue }
            return String(candidate)
        }
        return nil
    }
}

/// Reads one dictated address around the word "собака".
private struct EmailDictation {
    let line: Line

    /// Most pieces of the part before "собака".
    private static let mostPieces = 16
    private static let at: Set<String> = ["собака", "собачка", "собаку", "собачку", "собакa", "эт", "at"]
    private static let dots: Set<String> = ["точка", "точку", "dot", "тчк"]
    private static let boundaries = Set(
        words:
            """
            почта почту почте емейл имейл мейл мыло email e mail адрес пишите запишите записывайте на мой моя наш наша это вот электронная
            электронную ящик да такая такой будет так значит ну диктую is my it s скиньте пришлите отправьте отправляйте можно пожалуйста
            эл эмейл имэйл емэйл записывай пиши address
            """)
    private static let signs = table(
        """
        точка=. точку=. dot=. тире=- дефис=- минус=- черточка=- dash=- hyphen=- подчеркивание=_ подчеркиванием=_ underscore=_
        плюс=+ plus=+ земля=_ подчерк=_
        """)
    private static let known = table(
        """
        яндекс=yandex майл=mail мейл=mail мэйл=mail маил=mail гмейл=gmail джимейл=gmail джимэйл=gmail гмайл=gmail жмейл=gmail
        гугл=gmail рамблер=rambler инбокс=inbox лист=list бк=bk хотмейл=hotmail айклауд=icloud аутлук=outlook ком=com нет=net
        орг=org ру=ru бай=by инфо=info сейлс=sales офис=office алекс=alex макс=max про=pro я=ya би=b си=c ди=d эф=f джи=g аш=h
        эйч=h джей=j кей=k эль=l эл=l эм=m эн=n пи=p кью=q эр=r эс=s ти=t ви=v икс=x игрек=y зет=z эй=a рф=рф джуниор=junior
        менеджер=manager директор=director шоп=shop маркет=market групп=group тел=tel уа=ua кз=kz
        """)
    private static let letters = table(
        """
        а=a б=b в=v г=g д=d е=e ж=zh з=z и=i й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=h ц=ts ч=ch ш=sh щ=sch ъ= ы=y ь=
        э=e ю=yu я=ya
        """)

    /// "word=what it means" pairs.
    private static func table(_ source: String) -> [String: String] {
        let pairs = source.split(whereSeparator: \.isWhitespace).map { $0.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false) }
        return Dictionary(pairs.map { (String($0[0]), String($0[1])) }, uniquingKeysWith: { first, _ in first })
    }

    func slot() -> Slot? {
        guard let sign = line.all.last(where: { Self.at.contains(line.tokens[$0].text) && domainEnd(after: $0) != nil }),
            let end = domainEnd(after: sign),
            let start = localStart(before: sign)
        else { return nil }
        let local = piece(start..<sign)
        let domain = piece((sign + 1)..<end)
        guard !local.isEmpty, domain.contains("."), domain.last != "." else { return nil }
        return Slot(name: .email, value: local + "@" + domain, confidence: 0.85, quote: line.quote(start..<end), utterance: line.index)
    }

    /// Where the domain ends: after the word that follows the last "точка".
    private func domainEnd(after sign: Int) -> Int? {
        var position = sign + 1
        var end: Int?
        while position < line.tokens.count, position - sign <= 8 {
            let isDot = Self.dots.contains(line.tokens[position].text)
            let isWrittenDot = position > sign + 1 && line.tokens[position].gap == "."
            if isDot, position + 1 < line.tokens.count {
                end = position + 2
                position += 2
            } else if isWrittenDot {
                end = position + 1
                position += 1
            } else if end != nil {
                break
            } else {
                position += 1
            }
        }
        return end
    }

    /// Where the part before "собака" begins.
    private func localStart(before sign: Int) -> Int? {
        var start = sign
        while start > 0, sign - start < Self.mostPieces {
            let token = line.tokens[start - 1]
            if start < sign, line.tokens[start].startsSentence { break }
            if Self.boundaries.contains(token.text), !joins(start - 1, sign) { break }
            if CommonWords.isFiller(token.text), Self.signs[token.text] == nil { break }
            // Words side by side belong together only in dictation: one of them is a sign, a letter or a number.
            if start < sign, !isSmall(start - 1), !isSmall(start), !opensDictation(before: start - 1) { break }
            start -= 1
        }
        return start < sign ? start : nil
    }

    private func joins(_ position: Int, _ sign: Int) -> Bool {
        position + 1 < sign && Self.signs[line.tokens[position + 1].text] != nil && position > 0 && Self.signs[line.tokens[position - 1].text] != nil
    }

    private func isSmall(_ position: Int) -> Bool {
        let token = line.tokens[position]
        return token.isDigits || Self.signs[token.text] != nil || NumberWords.cardinal(token.text) != nil || token.text.count == 1
            || (Self.known[token.text]?.count == 1) || token.text.hasPrefix("нижн")
            || ["underscore", "."].contains(token.gap)
    }

    private func opensDictation(before position: Int) -> Bool {
        !CommonWords.looksLikeVerb(line.tokens[position].text) && (position == 0 || Self.boundaries.contains(line.tokens[position - 1].text))
    }

    private func piece(_ range: Range<Int>) -> String {
        var text = ""
        var position = range.lowerBound
        while position < range.upperBound {
            let token = line.tokens[position]
            if position > range.lowerBound, token.gap == "." || token.gap == "_" || token.gap == "-" { text += token.gap }
            if token.text.hasPrefix("нижн"), position + 1 < range.upperBound {
                position += 1
                continue
            }
            if let sign = Self.signs[token.text] {
                text += sign
            } else if token.isDigits {
                text += token.text
            } else if let number = Quantity.read(line, at: position), number.range.upperBound <= range.upperBound, number.range.lowerBound == position
            {
                text += String(Int(number.value))
                position = number.range.upperBound - 1
            } else {
                text += Self.known[token.text] ?? token.text.map { Self.letters[String($0)] ?? String($0) }.joined()
            }
            position += 1
        }
        return text
    }
}
