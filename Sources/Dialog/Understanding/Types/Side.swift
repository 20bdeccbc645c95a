/// Who speaks: the client who is on the other end, our assistant, or a person of the company.
package enum Side: String, Sendable, Codable, Hashable, CaseIterable {
    case client
    case assistant
    case `operator`
}
