import Hummingbird

extension Problem {
    /// Not from a portal that this server knows, whatever the cause: one body for all of them.
    static let notFromPortal = Problem(
        .forbidden, "the request is not from a portal that this server knows: install the app in the portal again, or check that it posts to this server")

    /// One message for all causes.
    private static let accessDetail =
        "not allowed: send \"Authorization: Bearer\" with the value of API_TOKEN; without API_TOKEN only programs on this machine are served, directly and by a loopback name"
    static let unauthorized = Problem(.unauthorized, accessDetail)
    static let forbidden = Problem(.forbidden, accessDetail)

    static func tooLarge(_ bytes: Int) -> Problem {
        var problem = Problem(.contentTooLarge, "the body is larger than \(bytes) bytes")
        problem.givesUpConnection = true
        return problem
    }

    /// The other end held the connection and sent next to nothing.
    static let tooSlow: Problem = {
        var problem = Problem(.requestTimeout, "the request did not come in time: send it again in one go")
        problem.givesUpConnection = true
        return problem
    }()

    static func unavailable(_ detail: String, retryAfter: Int) -> Problem { Problem(.serviceUnavailable, detail, retryAfter: retryAfter) }

    static func invalid(_ field: String, _ detail: String) -> Problem { Problem(.unprocessableContent, detail, field: field) }

    static func methodNotAllowed(_ allowed: [String]) -> Problem {
        var problem = Problem(.methodNotAllowed, "this address takes \(allowed.joined(separator: ", "))")
        problem.allow = allowed
        return problem
    }
}
