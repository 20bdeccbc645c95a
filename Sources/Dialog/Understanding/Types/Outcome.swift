/// What a call came to.
package enum Outcome: String, Codable, Sendable, Hashable, CaseIterable {
    /// The client has a need and left enough to go on with.
    case qualified
    /// The client is to be passed to a person.
    case handoff
    /// The company is to call back.
    case callback
    /// The client said no.
    case refused
    /// Somebody dialled the wrong number.
    case wrongNumber
    /// Nobody spoke, or a machine did.
    case silent
    /// Nothing certain.
    case unclear
    /// The client asked, was answered and left nothing to do.
    case info
}

/// How the client felt.
package enum Sentiment: String, Codable, Sendable, Hashable, CaseIterable {
    case positive, neutral, negative
}

/// The kinds of objections the phrase base knows.
package enum ObjectionKind: String, Codable, Sendable, Hashable, CaseIterable {
    case expensive, think, noTime, haveSupplier, sendOffer, notDecider, notInterested, noTrust
}
