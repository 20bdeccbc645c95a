/// Decides from code and status whether a failed call executed (_includes/system-errors.md; settings/oauth/error-codes.md).
///
/// The code decides, not the status: sources disagree on statuses. Only what is known to be refused before execution counts as such.
struct ErrorClassifier {
    /// Method that was called, to name the missing permission.
    let method: String

    /// Refused by a limit: the same call succeeds later.
    private static let limits: Set<String> = [
        BitrixErrorCode.queryLimit, BitrixErrorCode.operationTimeLimit, "EXPIRED_TOKEN", "METHOD_CONFIRM_WAITING",
    ]
    /// Refused before execution for want of rights or a wrong state of app or portal: repeating does not help.
    private static let denials: Set<String> = [
        "NO_AUTH_FOUND", "INVALID_TOKEN", "INVALID_CREDENTIALS", "INSUFFICIENT_SCOPE", "INVALID_SCOPE", "USER_ACCESS_ERROR", "WRONG_AUTH_TYPE",
        "ALLOWED_ONLY_INTRANET_USER", "METHOD_CONFIRM_DENIED", "PAYMENT_REQUIRED", "APPLICATION_NOT_FOUND", "ERROR_OAUTH",
        "AUTHORIZATION_ERROR", "PORTAL_DELETED", "ERROR_METHOD_NOT_FOUND", "ERROR_BATCH_METHOD_NOT_ALLOWED", "ERROR_BATCH_LENGTH_EXCEEDED",
        "OVERLOAD_LIMIT", "INVALID_REQUEST", "ERROR_MANIFEST_IS_NOT_AVAILABLE", "INVALID_GRANT", "INVALID_CLIENT", "WRONG_CLIENT", "NOT_INSTALLED",
        "BITRIX_REST_V3_EXCEPTION_INSUFFICIENTSCOPEEXCEPTION", "BITRIX_REST_V3_EXCEPTION_ACCESSDENIEDEXCEPTION",
        "BITRIX_REST_V3_EXCEPTION_METHODNOTFOUNDEXCEPTION",
    ]
    /// The stored authorisation is dead.
    private static let dead: Set<String> = ["INVALID_TOKEN", "NO_AUTH_FOUND", "APPLICATION_NOT_FOUND", "INVALID_GRANT", "NOT_INSTALLED"]

    /// The error for a code that came in JSON.
    func error(code: String, status: Int?, message: String?, invalidFields: [String] = [], retryAfter: Duration? = nil) -> BitrixError {
        // Some methods put a sentence where the code belongs; it may quote what was sent, so it goes where the words go.
        let isCode = Self.isCode(code)
        let known = isCode ? code.uppercased() : BitrixErrorCode.unnamed
        var error = BitrixError(
            isCode ? code : BitrixErrorCode.unnamed, httpStatus: status, execution: .refused, needsReadoption: Self.dead.contains(known),
            retryAfter: retryAfter, invalidFields: invalidFields,
            serverMessage: isCode ? message : [code, message].compactMap(\.self).joined(separator: ". "))
        if known.contains("INSUFFICIENT_SCOPE") || known.contains("INSUFFICIENTSCOPE") {
            error.missingScope = MethodScope.scope(of: method)
        }
        if Self.limits.contains(known) {
            error.execution = .notExecuted
            error.isRetryable = true
        } else if Self.denials.contains(known) || status == 401 || status == 403 || status == 404 || status == 405 {
            error.execution = .notExecuted
        } else if status == 429 {
            error.execution = .notExecuted
            error.isRetryable = true
        } else if let status, status >= 500 {
            error.execution = .unknown
        }
        return error
    }

    private static func isCode(_ text: String) -> Bool {
        (1...100).contains(text.utf8.count) && text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "-"):
                true
            default: false
            }
        }
    }

    /// The error for an answer that is no JSON of the API: a proxy's page, an empty body.
    func errorWithoutCode(status: Int, retryAfter: Duration?) -> BitrixError {
        switch status {
        case 300..<400:
            BitrixError(BitrixErrorCode.portalMoved, httpStatus: status, execution: .notExecuted)
        case 429:
            BitrixError(
                BitrixErrorCode.operationTimeLimit, httpStatus: status, execution: .notExecuted, isRetryable: true, retryAfter: retryAfter)
        default:
            BitrixError(BitrixErrorCode.unreadableAnswer, httpStatus: status, execution: .unknown, retryAfter: retryAfter)
        }
    }
}
