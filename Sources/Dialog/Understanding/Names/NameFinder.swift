/// Finds the client's name in a conversation. The company's people introduce themselves too; their names are never the client's.
struct NameFinder {
    struct Candidate {
        var name: PersonName
        var confidence: Double
        var line: Line
    }

    /// Most words between a cue and the name: hesitations and posts ("снабженец", "главный инженер").
    static let mostBetween = 5
    /// Words a lone answer to "как вас зовут" may have, in content words.
    static let loneAnswerWords = 3

    let talk: Conversation
    let reader: NameReader
    /// Folded first names of the company's people.
    private(set) var ownNames: Set<String> = []

    init(talk: Conversation) {
        self.talk = talk
        reader = NameReader(isCased: talk.isCased)
        ownNames = companyNames()
    }

    /// The slot, or nil when the client stayed unnamed.
    func slot() -> Slot? {
        var found = talk.clientLines.flatMap { candidates(in: $0) }
        let addressed = companyAddresses()
        for index in found.indices where !found[index].name.isKnown && isRepeated(found[index]) { found[index].confidence = min(0.95, found[index].confidence + 0.2) }
        for index in found.indices where addressed.contains(where: { sharesFirst($0.name, found[index].name) }) {
            found[index].confidence = min(0.99, found[index].confidence + 0.05)
        }
        guard
            let best = found.max(by: { ($0.confidence, -$0.line.index) < ($1.confidence, -$1.line.index) })
                ?? addressed.max(by: { $0.confidence < $1.confidence })
        else { return nil }
        var name = best.name
        for other in found where other.confidence >= 0.55 && other.line.index != best.line.index { name = name.completed(by: other.name) }
        name = name.written(as: (found + addressed).flatMap { candidate in candidate.line.tokens[candidate.name.range].map(\.raw) })
        return Slot(name: .name, value: name.text, confidence: best.confidence, quote: best.line.quote(best.name.range), utterance: best.line.index)
    }

    /// The company speaks to the client by the name it heard.
    private func isRepeated(_ candidate: Candidate) -> Bool {
        guard let word = candidate.name.part(.first) ?? candidate.name.part(.surname) else { return false }
        return talk.companyLines.contains { line in line.index > candidate.line.index && line.tokens.contains { $0.text == word.folded } }
    }

    private func sharesFirst(_ left: PersonName, _ right: PersonName) -> Bool {
        left.part(.first) != nil && left.part(.first) == right.part(.first)
    }

    // MARK: The client's own words

    private func candidates(in line: Line) -> [Candidate] {
        var found: [Candidate] = []
        for rule in NameCues.rules where rule.isForClient {
            for cue in rule.cues.all(in: line) {
                guard let name = name(in: line, rule: rule, cue: cue) else { continue }
                found.append(Candidate(name: name, confidence: name.isKnown ? rule.confidence : rule.confidence - 0.25, line: line))
            }
        }
        found += UnlistedName(reader: reader).full(in: line).map { Candidate(name: $0, confidence: 0.83, line: line) }
        found += trailing(line) + framed(line) + continued(line) + answer(line) + correction(line) + bareIntroduction(line) + named(line)
        return found.filter { !isOwn($0) }
    }

    private func name(in line: Line, rule: NameCues.Rule, cue: Range<Int>) -> PersonName? {
        if rule.nameFollows {
            var start = cue.upperBound
            while start < line.tokens.count, NameCues.betweenWords.contains(line.tokens[start].text) || isPost(rule, line.tokens[start].text) { start += 1 }
            guard start < line.tokens.count, start - cue.upperBound <= Self.mostBetween else { return nil }
            if NameCues.isRefusedAfterCue(line, at: start) { return nil }
            let name = reader.read(line, at: start, trust: rule.trust) ?? (rule.trust == .doubtful && rule.isForClient && line.isClient ? UnlistedName(reader: reader).introduced(line, at: start) : nil)
            if let name, rule.trust == .doubtful, line.isQuestion(at: name.range.lowerBound), line.tokens.count <= 6 { return nil }
            return name
        }
        if cue.lowerBound < line.tokens.count, line.tokens[cue.lowerBound].startsSentence { return nil }
        // The name stands before: the longest one that ends where the cue begins.
        for length in stride(from: 3, through: 1, by: -1) where cue.lowerBound - length >= 0 {
            if let name = reader.read(line, at: cue.lowerBound - length, trust: rule.trust), name.range.upperBound == cue.lowerBound, name.isKnown {
                // "Марина Игоревна, вас беспокоит компания": so the company calls the client.
                let isClientCalled = !line.isClient && name.part(.patronymic) != nil && line.tokens[cue.lowerBound].text == "вас"
                return isClientCalled ? nil : name
            }
        }
        return line.isClient ? UnlistedName(reader: reader).before(cue, in: line) : nil
    }

    private func isPost(_ rule: NameCues.Rule, _ word: String) -> Bool {
        rule.trust == .doubtful && rule.isForClient && CompanyWords.isRole(word)
    }

    /// "Девятьсот десять, ..., семьдесят, Михаил": a name behind a dictated number; "я заказ делала, Смирнова".
    private func trailing(_ line: Line) -> [Candidate] {
        guard line.tokens.count > 2 else { return [] }
        for length in 1...3 where line.tokens.count - length > 0 {
            let start = line.tokens.count - length
            let before = line.tokens[start - 1]
            guard let name = reader.read(line, at: start, trust: .doubtful), name.range.upperBound == line.tokens.count, name.isKnown else {
                continue
            }
            if before.isDigits || NumberWords.cardinal(before.text) != nil { return [Candidate(name: name, confidence: 0.78, line: line)] }
        }
        guard talk.isCased, line.tokens.contains(where: { ["я", "меня", "мой", "мы", "моя"].contains($0.text) }) else { return [] }
        return line.all.dropFirst().compactMap { position in
            let token = line.tokens[position]
            guard token.followsPause, !token.startsSentence, token.isCapital,
                position + 1 >= line.tokens.count || line.tokens[position + 1].followsPause, Surnames.looksLikeSurname(token.text),
                Cities.city(at: position, in: line) == nil, let name = reader.read(line, at: position, trust: .likely),
                name.range.upperBound == position + 1
            else { return nil }
            return Candidate(name: name, confidence: 0.75, line: line)
        }
    }

    /// "Меня Татьяна зовут": the name stands inside the cue.
    private func framed(_ line: Line) -> [Candidate] {
        line.all.compactMap { position in
            guard line.tokens[position].text == "меня", let name = reader.read(line, at: position + 1, trust: .likely),
                name.range.upperBound < line.tokens.count,
                ["зовут", "звать", "величают"].contains(line.tokens[name.range.upperBound].text)
            else { return nil }
            return Candidate(name: name, confidence: 0.95, line: line)
        }
    }

    /// "Меня зовут" at the end of one utterance, the name in the next.
    private func continued(_ line: Line) -> [Candidate] {
        guard line.index > 0 else { return [] }
        let previous = talk.lines[line.index - 1]
        guard previous.isClient, let cue = NameCues.selfNaming.first(in: previous), cue.upperBound == previous.tokens.count,
            let name = reader.read(line, at: 0, trust: .certain)
        else { return [] }
        return [Candidate(name: name, confidence: 0.9, line: line)]
    }

    /// What the client says after "как вас зовут".
    private func answer(_ line: Line) -> [Candidate] {
        guard talk.answers(line, to: NameCues.questions), !NameCues.questions.occur(in: line) else { return [] }
        if talk.answers(line, to: NameCues.otherPersonQuestions) { return [] }
        let surnameAsked = talk.answers(line, to: NameCues.surnameQuestions)
        let company = line.all.first { $0 > 0 && (CompanyWords.isCompanyWord(line.tokens[$0].text) || ["из", "от"].contains(line.tokens[$0].text)) } ?? line.tokens.count
        let content = (0..<company).filter { !CommonWords.isFunction(line.tokens[$0].text) && !line.tokens[$0].isDigits && !NumberWords.isNumberWord(line.tokens[$0].text) && !["номер", "телефон"].contains(line.tokens[$0].text) }
        for position in line.all {
            guard let name = reader.read(line, at: position, trust: .likely), name.isKnown || surnameAsked || content.count <= Self.loneAnswerWords
            else { continue }
            if name.parts.count == 1, name.part(.surname) != nil, !surnameAsked, content.count > Self.loneAnswerWords { continue }
            if NameCues.isThirdPerson(line, before: position) { continue }
            // "нурбол сейтов": an unlisted first name before a surname.
            if !name.isKnown, let first = content.first, first < position, !NameReader.isVerbal(line.tokens[first].text), !NameCues.notNames.contains(line.tokens[first].text), let whole = reader.read(line, at: first, trust: .certain), whole.range.upperBound >= name.range.upperBound { return [Candidate(name: whole, confidence: 0.75, line: line)] }
            return [Candidate(name: name, confidence: name.isKnown ? 0.92 : 0.7, line: line)]
        }
        // A name no list knows: one word alone, or the first one with a capital.
        guard !line.tokens.contains(where: { ["вы", "ты", "зачем", "почему"].contains($0.text) }), let first = content.first, content.count <= Self.loneAnswerWords, line.tokens[first].text.count >= 2,
            !NameReader.isVerbal(line.tokens[first].text), !NameCues.notNames.contains(line.tokens[first].text), content.count <= 2 || line.tokens.count <= 5,
            Cities.city(at: first, in: line) == nil, let name = reader.read(line, at: first, trust: .certain)
        else { return [] }
        return [Candidate(name: name, confidence: 0.6, line: line)]
    }

    /// "Нет, Арина" after the company said a name; "не Иван, а Игнат".
    private func correction(_ line: Line) -> [Candidate] {
        for position in line.all where line.tokens[position].text == "не" {
            guard let wrong = reader.read(line, at: position + 1, trust: .doubtful), wrong.isKnown, wrong.range.upperBound < line.tokens.count,
                line.tokens[wrong.range.upperBound].text == "а", let right = reader.read(line, at: wrong.range.upperBound + 1, trust: .likely)
            else { continue }
            return [Candidate(name: right, confidence: 0.99, line: line)]
        }
        guard let first = line.tokens.first, first.text == "нет" || first.text == "не", line.index > 0, !talk.lines[line.index - 1].isClient,
            !names(in: talk.lines[line.index - 1]).isEmpty
        else { return [] }
        for position in 1..<max(1, min(line.tokens.count, 5)) {
            if let name = reader.read(line, at: position, trust: .doubtful), name.isKnown, !NameCues.isThirdPerson(line, before: position) {
                return [Candidate(name: name, confidence: 0.97, line: line)]
            }
        }
        return []
    }

    /// "Добрый день, Сергей, компания Вектор": a name behind the greeting that is not the one of the person greeted.
    private func bareIntroduction(_ line: Line) -> [Candidate] {
        guard let start = line.all.first(where: { !CommonWords.isFiller(line.tokens[$0].text) }), start <= 4,
            let name = reader.read(line, at: start, trust: .doubtful), name.part(.first) != nil, name.range.upperBound < line.tokens.count
        else { return [] }
        guard NameCues.afterBareName.longest(line, at: name.range.upperBound) != nil else { return [] }
        return [Candidate(name: name, confidence: 0.8, line: line)]
    }

    private func isOwn(_ candidate: Candidate) -> Bool {
        guard let first = candidate.name.part(.first), ownNames.contains(first) else { return false }
        return candidate.confidence < 0.9
    }

    // MARK: The company's words

    private func names(in line: Line) -> [PersonName] {
        var found: [PersonName] = []
        var position = 0
        while position < line.tokens.count {
            if let name = reader.read(line, at: position, trust: .doubtful), name.isKnown {
                found.append(name)
                position = name.range.upperBound
            } else {
                position += 1
            }
        }
        return found
    }

    /// Names the company's people give as their own.
    private func companyNames() -> Set<String> {
        var own: Set<String> = []
        for line in talk.companyLines {
            for rule in NameCues.rules where rule.isForCompany {
                for cue in rule.cues.all(in: line) {
                    if let name = name(in: line, rule: rule, cue: cue), name.isKnown, let first = name.part(.first) { own.insert(first) }
                }
            }
        }
        // The first words of the company, with no question in them, hold its own name only.
        if own.isEmpty, let line = talk.companyLines.first {
            let said = names(in: line).filter {
                !line.after($0.range.upperBound - 1).contains("?") && $0.part(.patronymic) == nil && !isAddressed($0, line) && isIntroduced($0, line)
            }
            if said.count == 1, let first = said.first?.part(.first) { own.insert(first) }
        }
        return own
    }

    /// Names by which the company's people call the client.
    private func companyAddresses() -> [Candidate] {
        talk.companyLines.flatMap { line in
            names(in: line).compactMap { name -> Candidate? in
                guard let first = name.part(.first), !ownNames.contains(first) else { return nil }
                let confirmed = line.after(name.range.upperBound - 1).contains("?") || NameCues.isConfirmationAsked(line)
                if confirmed, let reply = talk.reply(to: line.index), PhoneFinder.agreement.first(in: reply) != nil {
                    return Candidate(name: name, confidence: 0.85, line: line)
                }
                guard isVocative(name, in: line), !isUnanswered(name, line) else { return nil }
                return Candidate(name: name, confidence: 0.6, line: line)
            }
        }
    }

    /// "Павел Андреевич?" that the one who was called leaves open: it may be somebody else.
    private func isUnanswered(_ name: PersonName, _ line: Line) -> Bool {
        guard line.index == talk.companyLines.first?.index, CallDirection(talk: talk).isColdCall || line.after(name.range.upperBound - 1).contains("?"), let reply = talk.reply(to: line.index) else { return false }
        return PhoneFinder.agreement.first(in: reply) == nil && !reply.tokens.prefix(4).contains { ["слушаю", "я", "это", "здравствуйте", "добрый", "привет"].contains($0.text) }
    }

    /// "Здравствуйте, Алексей, вы интересовались": what follows speaks to him.
    private func isAddressed(_ name: PersonName, _ line: Line) -> Bool {
        let next = name.range.upperBound
        if name.range.lowerBound == 0, next < line.tokens.count,
            ["здравствуйте", "добрый", "доброе", "приветствую", "здрасте"].contains(line.tokens[next].text)
        {
            return true
        }
        if next < line.tokens.count, line.tokens[next].startsSentence { return false }
        return (next < line.tokens.count && NameCues.afterAddress.contains(line.tokens[next].text))
            || (next < line.tokens.count && line.isQuestion(at: name.range.lowerBound))
    }

    private func isIntroduced(_ name: PersonName, _ line: Line) -> Bool {
        let next = name.range.upperBound
        guard next < line.tokens.count else { return true }
        return NameCues.afterOwnName.contains(line.tokens[next].text) || line.tokens[next].startsSentence
            || (talk.isCased && line.tokens[next].followsPause)
    }

    private func isVocative(_ name: PersonName, in line: Line) -> Bool {
        let start = name.range.lowerBound
        let end = name.range.upperBound
        if line.tokens[start].gap.contains(","), end < line.tokens.count, line.tokens[end].gap.contains(","), line.isQuestion(at: start) {
            return true
        }
        if !talk.isCased, !NameCues.beforeThirdPerson.contains(start > 0 ? line.tokens[start - 1].text : "") {
            return start <= 3 || end + 1 >= line.tokens.count
        }
        let before = start == 0 || line.tokens[start].startsSentence || NameCues.beforeVocative.contains(line.tokens[start - 1].text)
        let after = end >= line.tokens.count || line.tokens[end].followsPause || !talk.isCased || name.part(.patronymic) != nil
        return before && after
    }
}
