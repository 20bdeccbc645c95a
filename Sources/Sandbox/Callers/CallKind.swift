/// Kinds of recorded calls the sandbox can make.
package enum CallKind: String, Sendable, CaseIterable, Codable {
    /// Somebody new, with a need, who tells who they are.
    case newClient
    /// Somebody who has ordered before.
    case knownClient
    /// Somebody who wants to talk to a person in charge.
    case wantsPerson
    /// Somebody to whom it is too dear.
    case priceObjection
    /// Somebody new who dictates a phone number in words.
    case dictatedPhone
    /// Somebody who wanted to reach someone else.
    case wrongNumber
    /// Answered, but nobody speaks to the operator.
    case silence
    /// Not answered: there is no recording.
    case missed
}
