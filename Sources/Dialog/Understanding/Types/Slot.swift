/// A fact that the sales script wants to know.
package enum SlotName: String, Codable, Sendable, Hashable, CaseIterable {
    case name, company, phone, email, need, budget, deadline, city, callback
}

/// One fact the client gave.
package struct Slot: Codable, Sendable, Hashable {
    /// Which fact.
    package var name: SlotName
    /// The normalised value: E.164 for a phone, whole roubles for a budget, the nominative for a name or city.
    package var value: String
    /// How sure the analyst is, 0 to 1.
    package var confidence: Double
    /// A literal part of the utterance.
    package var quote: String
    /// Index into the transcript.
    package var utterance: Int

    /// A fact proved by the utterance with this index.
    package init(name: SlotName, value: String, confidence: Double, quote: String, utterance: Int) {
        self.name = name
        self.value = value
        self.confidence = confidence
        self.quote = quote
        self.utterance = utterance
    }
}
