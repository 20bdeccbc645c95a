/// Name of one unit of the phrase book, such as `client.need.crm.0` or `number.200`.
package struct PhraseID: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let value: String

    package init(_ value: String) { self.value = value }

    package var description: String { value }

    package static func < (left: PhraseID, right: PhraseID) -> Bool { left.value < right.value }
}

/// Who speaks in a recorded call.
package enum CallSide: String, Sendable, Hashable, CaseIterable, Codable {
    case client
    case `operator`

    /// Channel of a stereo recording that carries this side.
    package var channel: Int { self == .client ? 0 : 1 }
}

/// Grammatical gender of a phrase ("хотел", "хотела") and natural one of a voice.
package enum VoiceGender: String, Sendable, Hashable, CaseIterable {
    case female
    case male
}

/// One unit of speech that is synthesised as a whole and recognised as a whole.
package struct PhraseUnit: Sendable, Hashable {
    package let id: PhraseID
    /// What a transcript says for it.
    package let text: String
    /// What the synthesiser is given, where that differs from the text.
    package let spoken: String
    /// Sides whose voices know the unit.
    package let sides: Set<CallSide>
    /// Only voices of this gender say it; nil means all.
    package let gender: VoiceGender?
    /// The sentence goes on in the next unit ("Меня зовут" + name).
    package let isOpen: Bool
    /// A proper name: keeps its capital and belongs to the sentence before it.
    package let isProper: Bool

    package init(
        _ id: String, _ text: String, spoken: String? = nil, sides: Set<CallSide>, gender: VoiceGender? = nil, isOpen: Bool = false, isProper: Bool = false
    ) {
        self.id = PhraseID(id)
        self.text = text
        self.spoken = spoken ?? text
        self.sides = sides
        self.gender = gender
        self.isOpen = isOpen
        self.isProper = isProper
    }

    /// Part of the name before the last dot: what kind of unit it is.
    package var group: String {
        guard let dot = id.value.lastIndex(of: ".") else { return id.value }
        return String(id.value[..<dot])
    }

    /// Whether a voice says this unit.
    package func isSpoken(by voice: SandboxVoice) -> Bool {
        sides.contains(voice.side) && (gender == nil || gender == voice.gender)
    }
}
