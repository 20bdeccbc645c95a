/// How well the company's side led the conversation.
package struct ScriptScore: Codable, Sendable, Hashable {
    /// 0 to 100: the share of the checks that were met.
    package var points: Int
    /// The checks in the order of a conversation.
    package var checks: [ScriptCheck]

    /// A score made of its checks.
    package init(points: Int, checks: [ScriptCheck]) {
        self.points = points
        self.checks = checks
    }
}

/// One thing a good conversation has.
package struct ScriptCheck: Codable, Sendable, Hashable {
    /// Which: greeting, introduced, nameAsked, needAsked, contactAsked, objectionsAnswered, nextStepAgreed, farewell.
    package var name: String
    /// True when it was done.
    package var met: Bool
    /// Index into the transcript of the utterance that shows it.
    package var utterance: Int?

    /// A check and the utterance that shows it.
    package init(name: String, met: Bool, utterance: Int? = nil) {
        self.name = name
        self.met = met
        self.utterance = utterance
    }
}
