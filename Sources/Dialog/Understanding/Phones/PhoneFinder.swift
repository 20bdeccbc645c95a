/// Finds the client's telephone number in a conversation.
enum PhoneFinder {
    /// Words of context looked at before a number, in tokens.
    private static let reach = 6

    private static let phoneWords = Pattern.list(
        """
        номер*
        телефон*
        перезвон*
        позвон*
        звон*
        набер*
        набира*
        записыва*
        запиш*
        контакт*
        дикту*
        ватсап*
        вотсап*
        whatsapp
        телеграм*
        связ*
        мобильн*
        сотов*
        phone
        number
        call
        reach
        mobile
        cell
        """)
    private static let otherNumbers = Pattern.list(
        """
        инн
        огрн
        снилс
        кпп
        бик
        договор*
        заказ*
        счет*
        карт*
        артикул*
        полис*
        паспорт*
        лицев*
        вин
        трек*
        накладн*
        заявк*
        order
        account
        card
        """)
    private static let changes: [Pattern] = [
        "лучше|другой|другом|новый|правильно|правильный|ошибся|ошиблась|неправильно|неверно", "нет", "better|another|wrong",
    ]
    private static let ownNumber: [Pattern] = ["наш*", "запишите", "!вам позвоните", "по номеру", "наберите", "our", "call us"]
    private static let readBack: [Pattern] = ["ваш*", "верно", "правильно", "так", "повтор*", "провер*", "записал*", "correct", "right", "your"]
    static let agreement = Pattern.list(
        """
        ^ да|ага|угу|верно|точно|правильно|конечно|именно|хорошо|давайте|ладно|окей|ок|yes|yeah|right|correct|sure|exactly|так
        ^ все верно|правильно|так
        """)

    /// The slot, or nil when no number was given.
    static func slot(in talk: Conversation) -> Slot? {
        let dictated = candidates(in: talk)
        let confirmed = readBacks(in: talk)
        guard let chosen = dictated.last(where: { $0.isChange }) ?? dictated.first else { return confirmed.first?.slot }
        var slot = chosen.slot
        // Of several readings of the words, the one the company repeated and the client confirmed.
        if let match = confirmed.first(where: { $0.slot.value == slot.value || chosen.alternatives.contains($0.slot.value) }) {
            slot.value = match.slot.value
            slot.confidence = 0.98
        }
        return slot
    }

    /// Every number the client or the company's side says, with the utterances it spans: what a claim about a number is checked against.
    static func mentioned(in talk: Conversation) -> [(number: String, lines: ClosedRange<Int>)] {
        [true, false].flatMap { side in
            PhoneDictation.runs(in: talk.lines, side: side).flatMap { run in
                PhoneLattice.numbers(of: run).flatMap { reading in
                    ([reading.number] + reading.alternatives).map { ($0, run.firstLine...run.lastLine) }
                }
            }
        }
    }

    private struct Candidate {
        var slot: Slot
        var alternatives: [String]
        var isChange: Bool
    }

    private static func candidates(in talk: Conversation) -> [Candidate] {
        PhoneDictation.runs(in: talk.lines).compactMap { run in
            guard let reading = PhoneLattice.numbers(of: run).first else { return nil }
            let first = talk.lines[run.firstLine]
            let start = run.atoms.first?.tokens.lowerBound ?? 0
            let before = max(0, start - reach)..<start
            let asked = talk.answers(first, to: phoneWords)
            let named = phoneWords.first(in: first) != nil
            let isMobile = reading.number.hasPrefix("+79") || reading.number.hasPrefix("+7800") || !reading.number.hasPrefix("+7")
            if otherNumbers.first(in: first, before) != nil, phoneWords.first(in: first, before) == nil { return nil }
            if !isMobile, reading.digits.count == 10, !asked, !named { return nil }
            let part = run.mainPart
            let line = talk.lines[part.line]
            let confidence = min(0.97, (asked || named ? 0.95 : 0.85) - min(0.3, reading.cost * 0.1))
            let slot = Slot(name: .phone, value: reading.number, confidence: confidence, quote: run.quote(in: line), utterance: line.index)
            return Candidate(slot: slot, alternatives: reading.alternatives, isChange: changes.first(in: first, before) != nil)
        }
    }

    /// Numbers the company's side read out as the client's and the client agreed to.
    private static func readBacks(in talk: Conversation) -> [Candidate] {
        PhoneDictation.runs(in: talk.lines, side: false).compactMap { run in
            guard let reading = PhoneLattice.numbers(of: run).first else { return nil }
            let line = talk.lines[run.lastLine]
            let asks = line.text.contains("?") || readBack.occur(in: line)
            guard asks, !ownNumber.occur(in: line), let reply = talk.reply(to: line.index), agreement.first(in: reply) != nil else { return nil }
            let slot = Slot(name: .phone, value: reading.number, confidence: 0.8, quote: run.quote(in: line), utterance: line.index)
            return Candidate(slot: slot, alternatives: reading.alternatives, isChange: false)
        }
    }
}
