/// Reads a person's name that begins at a token.
struct NameReader: Sendable {
    /// How much the place of the name vouches for it.
    enum Trust: Sendable {
        /// A name must stand here ("меня зовут ..."): unknown words are taken too.
        case certain
        /// The answer to "как вас зовут": unknown words are taken when little else was said.
        case likely
        /// Anything could stand here: only known names, and no everyday words.
        case doubtful
        /// A known name in any case may stand here ("запишите на Ивана").
        case declined
    }

    /// Most words of a name.
    private static let mostParts = 3
    /// Shortest unknown name, in letters.
    private static let shortestUnknown = 3

    /// True for what can hardly be a name, by the ending of a verb; names end in "-ат", "-ит", "-ал", "-ил", "-ем" as well.
    static func isVerbal(_ word: String) -> Bool {
        CommonWords.looksLikeVerb(word) && !["ат", "ит", "ут", "ет", "ал", "ил", "ел", "ем", "им", "ул", "ся"].contains { word.hasSuffix($0) && word.count <= 8 }
    }

    /// True when the recogniser writes capitals.
    let isCased: Bool

    /// The name at the token, or nil.
    func read(_ line: Line, at start: Int, trust: Trust) -> PersonName? {
        var found: [(part: PersonName.Part, word: String, form: NameForms.Form?)] = []
        var position = start
        while position < line.tokens.count, found.count < Self.mostParts {
            let token = line.tokens[position]
            if position > start, token.startsSentence { break }
            guard let part = part(line, at: position, after: found.map(\.part), trust: trust) else { break }
            if position > start, token.followsPause, !(found.last?.part == .surname && part != .surname) { break }
            found.append((part, token.text, NameForms.form(of: token.text)))
            position += 1
        }
        guard !found.isEmpty else { return nil }
        if found.allSatisfy({ $0.part == .patronymic }), trust == .doubtful { return nil }
        return nominative(found, range: start..<position)
    }

    private func part(_ line: Line, at position: Int, after known: [PersonName.Part], trust: Trust) -> PersonName.Part? {
        let token = line.tokens[position]
        let isCapital = !isCased || token.isCapital
        if !known.contains(.patronymic), Surnames.patronymic(token.text) != nil, !known.isEmpty || trust != .doubtful { return .patronymic }
        if !known.contains(.first), let form = NameForms.form(of: token.text) {
            // A surname may sound like a first name ("Иван Павлов" is not one, "Максим Мартин" is).
            let everyday = FirstNames.ambiguous.contains(token.text) || !form.isNominative
            if trust == .declined || trust == .likely, !form.isNominative, !FirstNames.ambiguous.contains(form.nominative),
                !FirstNames.everydayForms.contains(token.text)
            {
                return .first
            }
            let vouched =
                isIntroducing(line, position) || trust == .certain || known.contains(.surname)
                || (isCased && token.isCapital && !token.startsSentence)
            if !everyday || vouched || (trust == .likely && form.isNominative) { return isCapital || trust != .doubtful ? .first : nil }
        }
        guard !known.contains(.surname), !CommonWords.isFunction(token.text), !token.isDigits else { return nil }
        // "Тамара Белова" is no city though Белово is one.
        let city = Cities.city(at: position, in: line)
        let looks = Surnames.looksLikeSurname(token.text) && (city.map { !known.isEmpty && ($0.isAmbiguous || $0.name.folded != token.text) } ?? true)
        if !known.isEmpty { return isSurnameAfter(token, looks: looks, line, position) ? .surname : nil }
        if trust != .doubtful, isBeforePatronymic(line, position) { return .first }
        switch trust {
        case .doubtful, .declined: return isSurnameBefore(line, position, looks: looks) ? .surname : nil
        case .likely, .certain: break
        }
        if looks, isCapital { return .surname }
        guard token.text.count >= Self.shortestUnknown, trust == .certain, !Self.isVerbal(token.text) || (isCased && token.isCapital)
        else { return nil }
        return .first
    }

    private func isSurnameAfter(_ token: Token, looks: Bool, _ line: Line, _ position: Int) -> Bool {
        guard !CompanyWords.isCompanyWord(token.text) else { return false }
        if !isCased, position > 0, FirstNames.isEnglish(line.tokens[position - 1].text) {
            return token.text.allSatisfy(\.isASCII) && token.text.count >= 3 && !CommonWords.isFunction(token.text)
        }
        if isCased { return token.isCapital && token.text.count >= 2 && (looks || !isCity(line, position)) }
        return looks
    }

    /// "вера из тулы", "роман компания вектор": what follows shows that a person is named.
    private func isIntroducing(_ line: Line, _ position: Int) -> Bool {
        guard position > 0, ["я", "это"].contains(line.tokens[position - 1].text), position + 1 < line.tokens.count,
            let form = NameForms.form(of: line.tokens[position].text), form.isNominative
        else { return false }
        return ["из", "от", "компания", "фирма", "беспокоит", "звоню", "ооо", "ип"].contains(line.tokens[position + 1].text)
    }

    /// A first name no list knows is one when a patronymic follows.
    private func isBeforePatronymic(_ line: Line, _ position: Int) -> Bool {
        position + 1 < line.tokens.count && !line.tokens[position + 1].followsPause && Surnames.patronymic(line.tokens[position + 1].text) != nil
            && line.tokens[position].text.count > 2
    }

    /// True for a city in the nominative ("Саратов"); "Белова" behind a first name is no "Белово".
    private func isCity(_ line: Line, _ position: Int) -> Bool {
        Cities.city(at: position, in: line)?.name.folded.hasPrefix(line.tokens[position].text) ?? false
    }

    /// A surname that opens a name has a first name or a patronymic behind it.
    private func isSurnameBefore(_ line: Line, _ position: Int, looks: Bool) -> Bool {
        guard looks, !CompanyWords.isRole(line.tokens[position].text), position + 1 < line.tokens.count, !line.tokens[position + 1].startsSentence else { return false }
        if isCased, !line.tokens[position].isCapital { return false }
        return NameForms.form(of: line.tokens[position + 1].text)?.isNominative == true
    }

    private func nominative(_ found: [(part: PersonName.Part, word: String, form: NameForms.Form?)], range: Range<Int>) -> PersonName {
        let first = found.first { $0.part == .first }
        let father = found.first { $0.part == .patronymic }.flatMap { Surnames.patronymic($0.word) }
        let gender = father?.gender ?? first?.form?.gender ?? (found.first?.word.hasSuffix("а") == true ? .female : .male)
        let isOblique = first?.form.map { !$0.isNominative || isShared($0, gender) } ?? false
        let parts: [(PersonName.Part, String)] = found.map { item in
            switch item.part {
            case .first: (.first, firstName(item.word, item.form, gender))
            case .patronymic: (.patronymic, father?.nominative ?? item.word)
            case .surname: (.surname, isOblique ? Surnames.nominative(item.word, gender) : item.word)
            }
        }
        return PersonName(parts: parts, gender: gender, range: range, isKnown: first?.form != nil || father != nil)
    }

    /// "Александра" beside a man's patronymic is a man in the genitive.
    private func firstName(_ word: String, _ form: NameForms.Form?, _ gender: NameForms.Gender) -> String {
        guard let form else { return word }
        if form.gender != gender, !form.isNominative, let other = otherGender(word, gender) { return other }
        guard isShared(form, gender) else { return form.nominative }
        return word.hasSuffix("я") && NameForms.form(of: word.dropLast() + "й") != nil ? word.dropLast() + "й" : String(word.dropLast())
    }

    /// "Валентину Петровну" is a woman though "Валентину" may be a man.
    private func otherGender(_ word: String, _ gender: NameForms.Gender) -> String? {
        let stem = String(word.dropLast())
        let candidates = gender == .female ? [stem + "а", stem + "я"] : [stem, stem + "й", stem + "ь"]
        return candidates.first { NameForms.form(of: $0)?.isNominative == true && NameForms.form(of: $0)?.gender == gender }
    }

    private func isShared(_ form: NameForms.Form, _ gender: NameForms.Gender) -> Bool {
        guard form.isNominative, form.gender == .female, gender == .male else { return false }
        let stem = String(form.nominative.dropLast())
        return NameForms.form(of: stem)?.gender == .male || NameForms.form(of: stem + "й")?.gender == .male
    }
}
