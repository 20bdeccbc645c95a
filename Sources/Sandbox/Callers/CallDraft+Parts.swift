extension CallDraft {
    /// The operator picks up.
    mutating func open() {
        let introduces = random.chance(0.6)
        let units = unit(.operator, "operator.greeting") + (introduces ? unit(.operator, "operator.self") : [])
        say(.operator, units + (random.chance(0.5) ? unit(.operator, "operator.help") : []))
    }

    /// "Меня зовут" and a name; the truth learns it.
    mutating func ownName() -> [PhraseUnit] {
        let name = unit(.client, "client.name.\(clientVoice.gender.rawValue)")
        let surname = random.chance(0.4) ? unit(.client, "client.surname") : []
        truth.name = (name + surname).map(\.text).joined(separator: " ")
        return unit(.client, "client.nameLead") + name + surname
    }

    /// What the client wants; the truth learns it.
    mutating func need() -> [PhraseUnit] {
        guard let group = random.pick(catalogue.groups(under: "client.need.")) else { return [] }
        let units = unit(.client, group)
        truth.need = units.first?.text
        truth.needKind = String(group.split(separator: ".").last ?? "")
        return units
    }

    /// The operator asks the name unless it is known, and is pleased.
    mutating func exchangeNames() {
        guard truth.name == nil else { return }
        answer("operator.askName")
        say(.client, filler() + ownName())
        greetByName()
    }

    /// "Очень приятно, Иван."
    mutating func greetByName() {
        guard let first = truth.name?.split(separator: " ").first else { return }
        let group = "operator.name.\(clientVoice.gender.rawValue)"
        let name = catalogue.units(in: group, for: operatorVoice).filter { $0.text == first }
        say(.operator, unit(.operator, "operator.pleased") + name)
    }

    /// Up to three questions about details, in an order by chance.
    mutating func details(atMost limit: Int) {
        var topics = ["Budget", "Deadline", "City", "Company"]
        for _ in 0..<min(limit, topics.count) {
            let topic = topics.remove(at: random.index(topics.count))
            answer("operator.ask\(topic)")
            say(.client, filler(0.2) + detail(topic))
            if random.chance(0.5) { answer(random.chance(0.5) ? "operator.noted" : "operator.good") }
        }
    }

    private mutating func detail(_ topic: String) -> [PhraseUnit] {
        switch topic {
        case "Budget":
            let group = random.pick(catalogue.groups(under: "client.budget.")) ?? ""
            truth.budget = group.split(separator: ".").last.flatMap { Int($0) }
            return unit(.client, group)
        case "Deadline":
            let units = unit(.client, "client.deadline")
            truth.deadline = units.first?.text
            return units
        case "City":
            let units = unit(.client, "client.city")
            truth.city = units.first?.text
            return units
        default:
            let units = unit(.client, "client.company")
            truth.company = units.first.flatMap { Self.properName(in: $0.text) }
            return units
        }
    }

    /// The name in a sentence such as "Наша компания Вектор.": from the first capital behind the sentence's own one.
    private static func properName(in sentence: String) -> String? {
        let words = sentence.split { !$0.isLetter }.map(String.init).dropFirst()
        guard let first = words.firstIndex(where: { $0.first?.isUppercase == true }) else { return nil }
        return words[first...].joined(separator: " ")
    }

    /// The client asks, the operator answers.
    mutating func questions() {
        guard random.chance(0.5) else { return }
        say(.client, filler(0.2) + unit(.client, "client.question"))
        answer("operator.answer")
    }

    /// The client dictates a number, the operator repeats it; the truth learns it.
    mutating func dictation() {
        let number = random.chance(0.5) ? clientPhone : Self.phone(&random)
        truth.phone = number
        let style: SpokenNumber.Style = random.chance(0.7) ? .grouped : .digits
        answer("operator.askPhone")
        say(.client, filler(0.2) + unit(.client, "client.phoneLead") + units(SpokenNumber.phone(number, style: style, leadingPlus: random.chance(0.25))))
        if random.chance(0.6) {
            say(.operator, unit(.operator, "operator.repeatLead") + units(SpokenNumber.phone(number, style: .grouped, leadingPlus: false)))
            say(.client, unit(.client, "client.yes"))
        } else {
            answer("operator.noted")
        }
    }

    /// The number on the display will do.
    mutating func sameNumber() {
        answer("operator.checkNumber")
        say(.client, unit(.client, "client.sameNumber"))
    }

    /// Both take leave.
    mutating func close() {
        if random.chance(0.4) {
            answer("operator.askMore")
            say(.client, unit(.client, "client.noMore"))
        }
        if random.chance(0.5) {
            say(.client, unit(.client, "client.bye"))
            answer("operator.bye")
        } else {
            answer("operator.bye")
            say(.client, unit(.client, "client.bye"))
        }
    }
}
