/// The closed set of units of one language, by name and by group. The grammar of calls works with groups, so another language is another catalogue.
package struct PhraseCatalogue: Sendable {
    /// ISO 639-1 code.
    package let language: String
    package let voices: [SandboxVoice]
    package let units: [PhraseUnit]
    private let byID: [PhraseID: PhraseUnit]
    private let byGroup: [String: [PhraseUnit]]

    package init(language: String, voices: [SandboxVoice], units: [PhraseUnit]) {
        self.language = language
        self.voices = voices
        self.units = units
        byID = Dictionary(units.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        byGroup = Dictionary(grouping: units, by: \.group)
    }

    /// The unit of that name, if there is one.
    package func unit(_ id: PhraseID) -> PhraseUnit? { byID[id] }

    /// Units of a group that a voice says, in catalogue order.
    package func units(in group: String, for voice: SandboxVoice) -> [PhraseUnit] {
        (byGroup[group] ?? []).filter { $0.isSpoken(by: voice) }
    }

    /// Names of the groups that start with these words, sorted: `client.need.` gives `client.need.crm` and so on.
    package func groups(under prefix: String) -> [String] {
        byGroup.keys.filter { $0.hasPrefix(prefix) }.sorted()
    }

    /// The text of a row of units: an open unit runs on, a finished one gets its full stop before a new sentence and at the end.
    package func text(of units: [PhraseUnit]) -> String {
        var text = ""
        var previous: PhraseUnit?
        for unit in units {
            var next = unit.text
            if let previous {
                if !previous.isOpen, !Self.isPunctuated(text), !unit.isProper, next.first?.isUppercase == true { text += "." }
                if text.hasSuffix(","), !unit.isProper { next = next.prefix(1).lowercased() + next.dropFirst() }
                text += " "
            }
            text += next
            previous = unit
        }
        if text.hasSuffix(",") { text.removeLast() }
        if !text.isEmpty, !Self.isPunctuated(text) { text += "." }
        return text
    }

    private static func isPunctuated(_ text: String) -> Bool {
        guard let last = text.last else { return true }
        return ".,!?…:".contains(last)
    }
}

extension PhraseCatalogue {
    /// Units of one group, numbered in order.
    static func group(
        _ name: String, _ side: CallSide, gender: VoiceGender? = nil, from start: Int = 0, isOpen: Bool = false, isProper: Bool = false, _ texts: [String]
    ) -> [PhraseUnit] {
        texts.enumerated().map {
            PhraseUnit("\(name).\(start + $0.offset)", $0.element, sides: [side], gender: gender, isOpen: isOpen, isProper: isProper)
        }
    }

    /// A pair of groups that differ by the speaker's gender.
    static func gendered(_ name: String, _ side: CallSide, isProper: Bool = false, male: [String], female: [String]) -> [PhraseUnit] {
        group(name, side, gender: .male, isProper: isProper, male)
            + group(name, side, gender: .female, from: male.count, isProper: isProper, female)
    }
}
