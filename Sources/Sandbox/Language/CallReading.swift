/// What the stand-in language service understands of a call: a few rules of its own over the transcript lines of the prompt.
struct CallReading {
    struct Finding {
        let name: String
        let value: String
        let quote: String
        let line: Int
    }

    let transcript: TranscriptLines

    init(_ transcript: TranscriptLines) { self.transcript = transcript }

    /// The first client sentence that contains one of these stems.
    private func said(_ stems: [String], unless exceptions: [String] = []) -> (sentence: String, line: Int)? {
        first(transcript.ofClient, stems, unless: exceptions)
    }

    private func first(_ lines: [TranscriptLines.Line], _ stems: [String], unless exceptions: [String] = []) -> (sentence: String, line: Int)? {
        for line in lines {
            for sentence in Self.sentences(line.text) {
                let lowered = sentence.lowercased()
                if stems.contains(where: lowered.contains), !exceptions.contains(where: lowered.contains) { return (sentence, line.number) }
            }
        }
        return nil
    }

    private static func sentences(_ text: String) -> [String] {
        var found: [String] = []
        var open = ""
        for character in text {
            open.append(character)
            if ".!?".contains(character) {
                found.append(open)
                open = ""
            }
        }
        found.append(open)
        return found.map { String(withoutFiller($0.drop(while: \.isWhitespace))) }.filter { !$0.isEmpty }
    }

    /// "Ну, хотим..." begins with "хотим".
    private static func withoutFiller(_ sentence: Substring) -> Substring {
        guard let comma = sentence.firstIndex(of: ","), fillers.contains(sentence[..<comma].lowercased()) else { return sentence }
        return sentence[sentence.index(after: comma)...].drop(while: \.isWhitespace)
    }

    var slots: [Finding] {
        let need = simple("need", Self.needs, unless: Self.notNeeds)
        let budget = simple("budget", ["бюджет", "тысяч", "миллион"])
        return [name, phone, company, need, budget, deadline, city, callBackSlot].compactMap(\.self)
    }

    var name: Finding? {
        for line in transcript.ofClient {
            let words = line.text.split(whereSeparator: { !$0.isLetter && $0 != "-" })
            let lowered = words.map { $0.lowercased() }
            for index in words.indices.dropLast(2) where Self.introductions.contains([lowered[index], lowered[index + 1]]) {
                var last = index + 2
                guard words[last].first?.isUppercase == true else { continue }
                if last + 1 < words.count, words[last + 1].first?.isUppercase == true, follows(words[last + 1], words[last], in: line.text) { last += 1 }
                let quote = line.text[words[index + 2].startIndex..<words[last].endIndex]
                return Finding(name: "name", value: String(quote), quote: String(quote), line: line.number)
            }
        }
        return nil
    }

    /// Whether nothing but a space lies between two words: a surname, not the next sentence.
    private func follows(_ second: Substring, _ first: Substring, in text: String) -> Bool {
        text[first.endIndex..<second.startIndex].allSatisfy(\.isWhitespace)
    }

    private var phone: Finding? {
        for line in transcript.ofClient {
            if let (number, quote) = SpokenDigits.phone(in: line.text) {
                return Finding(name: "phone", value: number, quote: String(quote), line: line.number)
            }
        }
        return nil
    }

    private var company: Finding? {
        guard let (sentence, line) = said(["компания ", "фирма "], unless: ["другой компани"]) else { return nil }
        let words = sentence.split(whereSeparator: { !$0.isLetter })
        let names = words.reversed().prefix { !["компания", "фирма", "называется"].contains($0.lowercased()) }.reversed()
        return Finding(name: "company", value: names.joined(separator: " "), quote: sentence, line: line)
    }

    private var deadline: Finding? {
        simple("deadline", ["до конца", "срок", "недел", "к первому", "запуст"], unless: ["прошлой", "какие", "понедельник"])
    }

    private var city: Finding? {
        for (stem, city) in Self.cities {
            if let (sentence, line) = said([stem]) { return Finding(name: "city", value: city, quote: sentence, line: line) }
        }
        return nil
    }

    private var callBackSlot: Finding? { callBack.map { Finding(name: "callback", value: $0.value, quote: $0.quote, line: $0.line) } }

    private func simple(_ name: String, _ stems: [String], unless exceptions: [String] = []) -> Finding? {
        said(stems, unless: exceptions).map { Finding(name: name, value: $0.sentence, quote: $0.sentence, line: $0.line) }
    }

    var need: Finding? { slots.first { $0.name == "need" } }

    var callBack: Finding? { simple("callBack", ["перезвоните", "наберите меня"]) }

    var wantsPerson: Finding? {
        simple("wantsPerson", ["соедините", "живым человеком", "переключите", "с руководителем", "позовите", "с менеджером"])
    }

    /// What the client objects, and whether the other side said anything to it.
    var objections: [(finding: Finding, answered: Bool)] {
        Self.doubts.compactMap { kind, stems in
            simple(kind, stems).map { finding in (finding, transcript.ofCompany.contains { $0.number > finding.line }) }
        }
        .sorted { $0.finding.line < $1.finding.line }
    }

    var isWrongNumber: Bool {
        first(transcript.lines, ["ошибся номер", "ошиблась номер", "ошиблись номер", "не туда попал"]) != nil
    }

    var isRefused: Bool { said(["откаж", "не подходит"], unless: ["этот номер"]) != nil }
    var isPromised: Bool { first(transcript.ofCompany, ["перезвон", "передам", "пришл", "запланир", "отправлю"], unless: ["перезвоните нам"]) != nil }

    /// Whether the other side did what a script asks of it, and where.
    var checks: [(name: String, line: Int?)] {
        [
            ("greeting", ["здравствуйте", "добрый день", "доброе утро"]), ("introduction", ["меня зовут", "компания", "менеджер"]),
            ("need", ["что вас интересует", "какая у вас задача", "чем могу", "какой у вас вопрос"]),
            ("contact", ["номер", "телефон"]), ("closing", ["до свидания", "всего вам доброго", "хорошего дня"]),
        ].map { ($0.0, first(transcript.ofCompany, $0.1)?.line) }
    }

    private static let fillers: Set<String> = ["ну", "э-э", "так", "значит", "смотрите", "в общем"]
    private static let introductions: Set<[String]> = [["меня", "зовут"], ["зовут", "меня"], ["моё", "имя"], ["мое", "имя"]]
    private static let needs = ["нужн", "нужен", "хотим", "хочу", "интересует", "заказать", "подключить"]
    private static let notNeeds = ["хочу говорить", "хочу узнать", "нужно до", "запуст", "новых сотрудников"]
    private static let doubts: [(String, [String])] = [
        ("price", ["дорог", "дешевле"]), ("think", ["подума"]), ("supplier", ["подрядчик", "с другой компанией"]),
    ]
    private static let cities = [
        ("москв", "Москва"), ("казан", "Казань"), ("новосибирск", "Новосибирск"), ("екатеринбург", "Екатеринбург"), ("самар", "Самара"),
    ]
}
