/// A call under construction: takes units of the catalogue's groups by chance and keeps what is true.
struct CallDraft {
    let catalogue: PhraseCatalogue
    let clientVoice: SandboxVoice
    let operatorVoice: SandboxVoice
    let clientPhone: String
    var random: CallRandom
    var truth = CallTruth()
    private(set) var lines: [SpokenLine] = []

    /// Digits after the country code that are made by chance; the first is 9, as in mobile numbers.
    static let phoneDigits = 9

    init(catalogue: PhraseCatalogue, seed: UInt64) {
        var random = CallRandom(seed: seed)
        let clients = catalogue.voices.filter { $0.side == .client }
        let operators = catalogue.voices.filter { $0.side == .operator }
        clientVoice = random.pick(clients) ?? .clientFemale
        operatorVoice = random.pick(operators) ?? .operatorFemale
        clientPhone = Self.phone(&random)
        self.catalogue = catalogue
        self.random = random
    }

    /// A mobile number by chance, E.164. None has a round hundred in the middle: "триста" before "двадцать пять" would be heard as 325.
    static func phone(_ random: inout CallRandom) -> String {
        var digits = (0..<phoneDigits).map { _ in random.index(10) }
        if digits[3] == 0, digits[4] == 0 { digits[4] = 1 + random.index(9) }
        return "+79" + digits.map(String.init).joined()
    }

    /// One unit of a group by chance, as this side says it.
    mutating func unit(_ side: CallSide, _ group: String) -> [PhraseUnit] {
        let all = catalogue.units(in: group, for: side == .client ? clientVoice : operatorVoice)
        return random.pick(all).map { [$0] } ?? []
    }

    /// A filler now and then.
    mutating func filler(_ probability: Double = 0.3) -> [PhraseUnit] {
        random.chance(probability) ? unit(.client, "client.filler") : []
    }

    /// Units of these names.
    func units(_ ids: [PhraseID]) -> [PhraseUnit] { ids.compactMap { catalogue.unit($0) } }

    /// Adds a line; an empty one is none. A side that goes on speaking goes on in its line, unless a long pause lies between.
    mutating func say(_ side: CallSide, _ units: [PhraseUnit], afterPause: Bool = false) {
        guard !units.isEmpty else { return }
        var phrases = units.map(\.id)
        if !afterPause, let last = lines.last, last.side == side {
            phrases = last.phrases + phrases
            lines.removeLast()
        }
        lines.append(SpokenLine(side: side, phrases: phrases, text: catalogue.text(of: self.units(phrases))))
    }

    /// Adds a line made of one unit of each of these groups of the operator.
    mutating func answer(_ groups: String...) {
        var units: [PhraseUnit] = []
        for group in groups { units += unit(.operator, group) }
        say(.operator, units)
    }

    /// The finished call.
    func call(_ kind: CallKind, seed: UInt64) -> RecordedCall {
        RecordedCall(
            kind: kind, seed: seed, language: catalogue.language, clientPhone: clientPhone, clientVoice: clientVoice, operatorVoice: operatorVoice,
            lines: lines, truth: truth)
    }
}
