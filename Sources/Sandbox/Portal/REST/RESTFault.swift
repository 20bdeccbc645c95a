/// A refusal of a REST call, as the portal words it.
struct RESTFault: Error, Equatable {
    let status: Int
    let code: String
    let message: String

    init(_ status: Int, _ code: String, _ message: String) {
        self.status = status
        self.code = code
        self.message = message
    }

    var body: JSON { ["error": .string(code), "error_description": .string(message)] }

    static func unknownMethod() -> RESTFault { RESTFault(404, "ERROR_METHOD_NOT_FOUND", "Method not found!") }
    static func noAuthorisation() -> RESTFault { RESTFault(401, "NO_AUTH_FOUND", "Wrong authorization data") }
    static func expiredToken() -> RESTFault { RESTFault(401, "expired_token", "The access token provided has expired.") }
    static func queryLimit() -> RESTFault { RESTFault(503, "QUERY_LIMIT_EXCEEDED", "Too many requests") }
    static func operationLimit() -> RESTFault {
        RESTFault(429, "OPERATION_TIME_LIMIT", "Method is blocked due to operation time limit.")
    }
    static func internalError() -> RESTFault { RESTFault(500, "INTERNAL_SERVER_ERROR", "Internal server error") }
    static func accessDenied(_ message: String = "Access denied!") -> RESTFault { RESTFault(403, "ACCESS_DENIED", message) }
    static func notFound(_ message: String = "Item not found") -> RESTFault { RESTFault(400, "NOT_FOUND", message) }
    static func core(_ message: String) -> RESTFault { RESTFault(400, "ERROR_CORE", message) }
    static func argument(_ message: String) -> RESTFault { RESTFault(400, "ERROR_ARGUMENT", message) }
    static func missing(_ parameter: String) -> RESTFault {
        RESTFault(400, "100", "Could not find value for parameter {\(parameter)}")
    }
    static func insufficientScope() -> RESTFault {
        RESTFault(403, "insufficient_scope", "The request requires higher privileges than provided by the access token")
    }
}
