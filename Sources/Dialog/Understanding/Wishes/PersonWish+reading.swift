/// What surrounds a word: whose person it is, whether the wish is refused, what lies in the past.
extension PersonWish {
    func window(_ line: Line, _ position: Int) -> Range<Int> {
        let sentence = line.sentence(of: position)
        return max(sentence.lowerBound, position - Self.reach)..<min(sentence.upperBound, position + 1 + Self.reach)
    }

    func person(in line: Line, _ window: Range<Int>, afterPreposition: Bool = false) -> Int? {
        window.first { position in
            guard PersonWords.isPerson(line, at: position) || isNamed(line, position) else { return false }
            guard afterPreposition else { return true }
            return line.tokens[max(window.lowerBound, position - 4)..<position].contains { ["с", "со", "к", "with", "to"].contains($0.text) }
        }
    }

    func isNamed(_ line: Line, _ position: Int) -> Bool {
        let word = line.tokens[position].text
        if let father = Surnames.patronymic(word), father.nominative != word { return true }
        guard let form = NameForms.form(of: word), !form.isNominative, !FirstNames.ambiguous.contains(form.nominative),
            !FirstNames.everydayForms.contains(word)
        else { return false }
        return !talk.isCased || line.tokens[position].isCapital
    }

    func wishWord(_ line: Line, before position: Int) -> Int? {
        let sentence = line.sentence(of: position)
        let upper = min(sentence.upperBound, position + 4)
        return (max(sentence.lowerBound, position - 9)..<upper).filter { PersonWords.isWish(line.tokens[$0].text) }.min {
            abs($0 - position) < abs($1 - position)
        }
    }

    /// "надо обсудить с директором" is about their own one, "с вашим директором" about ours.
    func isOwnBoss(_ line: Line, _ verb: Int, _ person: Int) -> Bool {
        guard ["обсудить", "решить", "решать", "разобраться", "связаться"].contains(line.tokens[verb].text) else { return false }
        let boss = ["директор", "руковод", "начальн", "бухгалтер", "юрист", "коллег", "главн", "шеф", "босс", "инженер", "технолог"].contains {
            line.tokens[person].text.hasPrefix($0)
        }
        return boss && !line.tokens[max(0, person - 3)..<person].contains { $0.text.hasPrefix("ваш") }
    }

    /// "мой директор", "с нашим бухгалтером": their own people.
    func isOwn(_ line: Line, _ position: Int) -> Bool {
        let own = Set(
            words:
                """
                мой моя моим моего моей мою наш наша нашим нашего нашей нашу своим своего своей свою свой своими нашими my our
                """)
        return line.tokens[max(0, position - 3)...max(0, position)].contains { own.contains($0.text) }
    }

    /// "я менеджер по закупкам", "вы менеджер?": who somebody is.
    func isSeller(_ line: Line, _ position: Int) -> Bool {
        position > 0 && ["я", "вы", "мы", "это"].contains(line.tokens[position - 1].text)
    }

    func isLast(_ line: Line, _ position: Int) -> Bool {
        position + 1 == line.sentenceEnd(after: position) || line.tokens[position + 1].followsPause
            || [
                "пожалуйста", "какого", "какой", "а", "нужен", "нужна", "нужно", "надо", "требуется", "я", "или", "хочу", "мне", "можно", "есть",
                "ваш", "который",
            ].contains(line.tokens[position + 1].text)
    }

    /// "не переключайте", "не надо меня соединять": the imperfective forbids, while "не соедините ли" asks.
    func isForbidden(_ line: Line, _ position: Int) -> Bool {
        let lower = max(line.sentence(of: position).lowerBound, position - Self.negationReach)
        let before = line.tokens[lower..<position].map(\.text)
        guard let negation = before.lastIndex(where: { ["не", "незачем", "dont", "don", "not", "без"].contains($0) }) else { return false }
        let word = line.tokens[position].text
        let between = before[(negation + 1)...]
        // From afar only an infinitive is denied: "не надо меня ни на кого переключать".
        if between.count > 3, !["ть", "ться", "ти"].contains(where: { word.hasSuffix($0) }) { return false }
        if between.contains(where: {
            ["надо", "нужно", "стоит", "хочу", "буду", "need", "want", "хотел", "хотела", "обязательно", "хотелось"].contains($0)
        }) {
            return !between.contains { PersonWords.isMachine($0) } && !between.contains(where: { ["а", "но"].contains($0) })
        }
        if between.contains(where: { ["могли", "можете", "мог", "могу", "смогли", "сможете"].contains($0) }) { return false }
        let imperfective = ["яйте", "яй", "айте", "ай", "ять", "ать", "одите", "одить", "ови", "овите", "вать", "вайте"].contains {
            word.hasSuffix($0)
        }
        return negation == before.count - 1
            && (imperfective || ["не", "not"].contains(before[negation]) && !["и", "ите", "ете", "ешь", "ишь"].contains { word.hasSuffix($0) })
            || (between.count <= 1 && imperfective)
    }

    /// "не хочу говорить с менеджером", but "не хочу с роботом, хочу с человеком" is no refusal of the person.
    func isRefused(_ line: Line, _ wish: Int, upTo position: Int) -> Bool {
        let lower = max(line.clauseStart(of: wish), wish - 2)
        let before = line.tokens[lower..<wish].map(\.text)
        if ["могу", "могли", "можете", "мог"].contains(line.tokens[wish].text) { return false }
        let denies =
            before.last == "не"
            || (position > wish && line.tokens[wish..<position].contains { $0.text == "не" }
                && !line.tokens[wish..<position].contains { PersonWords.isMachine($0.text) })
        return denies && !line.tokens[wish..<position].contains { PersonWords.isMachine($0.text) || ["а", "только"].contains($0.text) }
    }

    func hasPast(_ line: Line, _ range: Range<Int>) -> Bool {
        line.tokens[range.clamped(to: line.all)].contains { token in
            Self.pastWords
                .contains(token.text)
        }
    }
}
