/// Names that no list knows, told by where they stand and by what stands beside them.
struct UnlistedName {
    let reader: NameReader

    /// "вован меня звать", "айтуар байжанов меня зовут": what stands right before the cue.
    func before(_ cue: Range<Int>, in line: Line) -> PersonName? {
        for length in [2, 1] where cue.lowerBound - length >= 0 {
            let range = (cue.lowerBound - length)..<cue.lowerBound
            guard range.allSatisfy({ isPlausible(line, $0) }), !line.tokens[range].dropFirst().contains(where: \.followsPause) else { continue }
            if length == 2, !Surnames.looksLikeSurname(line.tokens[range.lowerBound + 1].text), Surnames.patronymic(line.tokens[range.lowerBound + 1].text) == nil { continue }
            if let name = reader.read(line, at: range.lowerBound, trust: .certain), name.range == range { return name }
        }
        return nil
    }

    /// "это ильшат фаттахов из ...", "вас беспокоит махмадали из компании ...": a word where people introduce themselves.
    func introduced(_ line: Line, at start: Int) -> PersonName? {
        guard start > 0, isPlausible(line, start), !isThing(line, start) else { return nil }
        let cue = line.tokens[start - 1].text
        guard let name = reader.read(line, at: start, trust: .certain), !name.isKnown || name.part(.first) != nil else { return nil }
        let end = name.range.upperBound
        let next = end < line.tokens.count ? line.tokens[end].text : ""
        let isClosed = end >= line.tokens.count || line.tokens[end].followsPause || CommonWords.isFunction(next) || CompanyWords.isCompanyWord(next) || Self.closing.contains(next)
        guard isClosed, !line.isQuestion(at: start) else { return nil }
        if name.parts.count > 1 { return name }
        // A single unknown word is a name only behind words that nothing else follows.
        return ["беспокоит", "говорит", "тревожит"].contains(cue) && (end >= line.tokens.count || ["из", "от", "компания", "фирма", "ооо", "ип"].contains(next)) ? name : nil
    }

    /// A first name with its patronymic, and a surname beside them, anywhere behind words of introduction.
    func full(in line: Line) -> [PersonName] {
        let cues: [Pattern] = ["это|беспокоит|говорит|звонит|зовут|я|приветствую|запишите|пишите"]
        return line.all.compactMap { position in
            guard let name = reader.read(line, at: position, trust: .doubtful), name.isKnown, name.part(.first) != nil, name.part(.patronymic) != nil || name.part(.surname) != nil else { return nil }
            let before = max(line.sentence(of: position).lowerBound, position - Self.reach)..<position
            guard cues.first(in: line, before) != nil, !NameCues.isThirdPerson(line, before: position) else { return nil }
            let previous = position > 0 ? line.tokens[position - 1].text : ""
            guard !["с", "со", "к", "ко", "у", "от", "для", "про", "за", "через", "менеджер", "ваш", "ваша", "ваши"].contains(previous), !line.isQuestion(at: position) else { return nil }
            return isDeclined(name, line) ? nil : name
        }
    }

    /// Words before a full name in which its introduction stands.
    private static let reach = 8

    private func isDeclined(_ name: PersonName, _ line: Line) -> Bool {
        name.range.contains { NameForms.form(of: line.tokens[$0].text).map { !$0.isNominative } ?? false }
    }

    private static let closing: Set<String> = ["беспокоит", "звоню", "вас", "говорит", "фирма", "компания", "насчет", "по", "из", "от", "хотел", "хотела", "приветствую"]

    private func isPlausible(_ line: Line, _ position: Int) -> Bool {
        let token = line.tokens[position]
        guard !token.isDigits, token.text.count >= 3, !CommonWords.isFunction(token.text), !NameCues.notNames.contains(token.text), !NumberWords.isNumberWord(token.text) else { return false }
        guard !CompanyWords.isCompanyWord(token.text), !CompanyWords.isRole(token.text), !NeedCues.generic.contains(token.text), !reader.isCased || token.isCapital else { return false }
        return !NameReader.isVerbal(token.text) && Cities.city(at: position, in: line) == nil
    }

    /// "это магазин продуктов", "это доставка стройматериалов": a thing with what it is of.
    private func isThing(_ line: Line, _ position: Int) -> Bool {
        let word = line.tokens[position].text
        if reader.isCased { return false }
        let things = ["магазин", "заказ", "склад", "завод", "салон", "центр", "отдел", "вопрос", "ремонт", "монтаж", "набор", "сервис", "рынок", "прокат", "возврат", "выкуп", "подбор", "расчет", "пункт", "номер", "офис", "адрес", "сайт", "прием", "доставк", "продаж", "производ", "аренд", "вывоз", "перевоз", "установк", "поставк", "служб", "клиник", "стоматолог", "автосервис", "комплект", "магаз", "больниц", "поликлиник", "такси", "аптек", "отзыв", "пара", "вывод", "груз", "изготовл"]
        let isAdjective = ["ый", "ий", "ой", "ая", "ое", "ее", "ые", "ие", "ого", "ую"].contains { word.hasSuffix($0) }
        return isAdjective || things.contains { word.hasPrefix($0) }
    }
}
