package import Foundation

/// What one conversation came to. Every fact cites the utterance it rests on by its index in the transcript, and quotes it literally.
package struct CallAnalysis: Codable, Sendable, Equatable {
    /// The course of the call, one claim after another.
    package var summary: [Claim]
    /// The facts the client gave.
    package var slots: [Slot]
    /// The objections the client raised, in order.
    package var objections: [Objection]
    /// The client's wish to speak with a person; nil when there was none.
    package var wantsPerson: Evidence?
    /// The agreed or asked call-back; nil when there was none.
    package var callBack: CallBack?
    /// How the client felt about it.
    package var sentiment: Sentiment
    /// What the call came to.
    package var outcome: Outcome
    /// What the company should do next, one sentence in the language of the call.
    package var nextStep: String
    /// How well the company's side led the talk; nil when nobody of the company spoke, at a wrong number and in silence.
    package var scriptScore: ScriptScore?
    /// Who analysed: "rules" or "provider/model".
    package var analyst: String

    /// An analysis made of its parts.
    package init(
        summary: [Claim] = [], slots: [Slot] = [], objections: [Objection] = [], wantsPerson: Evidence? = nil, callBack: CallBack? = nil,
        sentiment: Sentiment = .neutral, outcome: Outcome = .unclear, nextStep: String = "", scriptScore: ScriptScore? = nil, analyst: String
    ) {
        self.summary = summary
        self.slots = slots
        self.objections = objections
        self.wantsPerson = wantsPerson
        self.callBack = callBack
        self.sentiment = sentiment
        self.outcome = outcome
        self.nextStep = nextStep
        self.scriptScore = scriptScore
        self.analyst = analyst
    }

    /// The slot of that name, if the client filled it.
    package func slot(_ name: SlotName) -> Slot? {
        slots.first { $0.name == name }
    }
}

/// One sentence of the summary and the utterances that prove it.
package struct Claim: Codable, Sendable, Hashable {
    /// The sentence, in the language of the call.
    package var text: String
    /// Indices into the transcript; never empty.
    package var utterances: [Int]

    /// A claim resting on the utterances with these indices.
    package init(text: String, utterances: [Int]) {
        self.text = text
        self.utterances = utterances
    }
}

/// The words that prove something and where they stand.
package struct Evidence: Codable, Sendable, Hashable {
    /// A literal part of the utterance.
    package var quote: String
    /// Index into the transcript.
    package var utterance: Int

    /// A quotation of the utterance with this index.
    package init(quote: String, utterance: Int) {
        self.quote = quote
        self.utterance = utterance
    }
}

/// One objection of the client.
package struct Objection: Codable, Sendable, Hashable {
    /// What kind it is.
    package var kind: ObjectionKind
    /// A literal part of the utterance.
    package var quote: String
    /// Index into the transcript.
    package var utterance: Int
    /// True when the company's side replied to it in substance.
    package var answered: Bool

    /// An objection raised in the utterance with this index.
    package init(kind: ObjectionKind, quote: String, utterance: Int, answered: Bool) {
        self.kind = kind
        self.quote = quote
        self.utterance = utterance
        self.answered = answered
    }
}

/// A call the company is to make.
package struct CallBack: Codable, Sendable, Hashable {
    /// A literal part of the utterance that asks for it or promises it.
    package var text: String
    /// The agreed moment; nil when none was named.
    package var at: Date?
    /// True when the company's side promised it; false when only the client asked.
    package var promised: Bool
    /// Index into the transcript.
    package var utterance: Int

    /// A call-back asked or promised in the utterance with this index.
    package init(text: String, at: Date?, promised: Bool, utterance: Int) {
        self.text = text
        self.at = at
        self.promised = promised
        self.utterance = utterance
    }
}
