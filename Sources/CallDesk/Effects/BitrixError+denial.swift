import Bitrix24

extension BitrixError {
    /// The portal does not let this app call the method at all: a scope or right that is missing, a method that this portal does not have.
    /// Waiting does not help; the rest of the work goes on without it.
    var isDenial: Bool {
        execution == .refused || missingScope != nil || Self.denials.contains(code.uppercased())
    }

    /// Codes that tell of one method or right, not of the portal or the tokens as a whole. Source: apidocs "_includes/system-errors.md".
    private static let denials: Set<String> = [
        "ACCESS_DENIED", "ERROR_METHOD_NOT_FOUND", "METHOD_CONFIRM_DENIED", "WRONG_AUTH_TYPE", "USER_ACCESS_ERROR", "ALLOWED_ONLY_INTRANET_USER",
        "BITRIX_REST_V3_EXCEPTION_ACCESSDENIEDEXCEPTION", "BITRIX_REST_V3_EXCEPTION_METHODNOTFOUNDEXCEPTION",
    ]
}
