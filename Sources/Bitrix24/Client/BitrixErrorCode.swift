/// Codes of ``BitrixError``: our own, and those of the portal that are told apart (_includes/system-errors.md, error-codes.md).
public enum BitrixErrorCode {
    // Ours.
    /// No connection could be made; nothing was sent.
    public static let unreachable = "PORTAL_UNREACHABLE"
    /// The portal has failed several times in a row; calls are held back for a while.
    public static let heldBack = "PORTAL_HELD_BACK"
    /// The answer did not come in time.
    public static let timedOut = "TIMED_OUT"
    /// The connection broke after the request had been sent.
    public static let connectionCut = "CONNECTION_CUT"
    /// The answer was no JSON of the API.
    public static let unreadableAnswer = "UNREADABLE_ANSWER"
    /// The answer was larger than the policy allows.
    public static let answerTooLarge = "ANSWER_TOO_LARGE"
    /// The task that made the call was cancelled.
    public static let cancelled = "CANCELLED"
    /// Too many calls are already waiting for the request budget.
    public static let budgetFull = "BUDGET_QUEUE_FULL"
    /// The portal answers under another address.
    public static let portalMoved = "PORTAL_MOVED"
    /// An address that may not be called: not on the allow-list, not https, or malformed.
    public static let addressRefused = "ADDRESS_REFUSED"
    /// A method name, key or parameter that cannot be sent.
    public static let invalidCall = "INVALID_CALL"
    /// There are no tokens for this portal.
    public static let noTokens = "NO_TOKENS"
    /// The token store failed.
    public static let tokenStoreFailed = "TOKEN_STORE_FAILED"
    /// The answer is about another portal than the one asked for.
    public static let wrongPortal = "WRONG_PORTAL"
    /// The portal sent an error without a code.
    public static let unnamed = "UNNAMED_ERROR"

    // The portal's.
    /// Too many requests; not executed.
    public static let queryLimit = "QUERY_LIMIT_EXCEEDED"
    /// A method used up its time; not executed.
    public static let operationTimeLimit = "OPERATION_TIME_LIMIT"
    /// The vendor blocked the app by hand.
    public static let overload = "OVERLOAD_LIMIT"
    /// The access token is over its hour.
    public static let expiredToken = "expired_token"
    /// The refresh token is of no use any more.
    public static let invalidGrant = "invalid_grant"

    /// What a reader of the error should do.
    static func advice(for error: BitrixError) -> String {
        if error.needsReadoption {
            return "the stored authorisation is no longer valid, let an administrator open the app in Bitrix24 once."
        }
        if let scope = error.missingScope {
            return "the app lacks the permission '\(scope)', add it in the app's settings in Bitrix24 and reinstall."
        }
        if let advice = adviceByCode[error.code] { return advice }
        if !error.invalidFields.isEmpty { return "check the fields \(error.invalidFields.joined(separator: ", "))." }
        switch error.execution {
        case .notExecuted:
            return error.isRetryable
                ? "it was not executed, the same call may be sent again."
                : "it was not executed, check the app's rights and the portal's plan."
        case .refused: return "the portal refused it, check the values sent."
        case .unknown: return "whether it was executed is not known, look it up before sending it again."
        }
    }

    private static let adviceByCode: [String: String] = [
        unreachable: "no connection to the portal, check the network and the portal's address.",
        heldBack: "the portal does not answer, calls are held back for a while.",
        budgetFull: "too many calls are waiting for this portal, try again later.",
        addressRefused: "the address is not allowed, check BITRIX24_OAUTH_HOSTS and the portal's address.",
        tokenStoreFailed: "the tokens could not be read or saved, check the disk and the master key.",
        portalMoved: "the portal has a new address, let an administrator open the app in Bitrix24 once.",
        wrongPortal: "the answer belongs to another portal, check the app's client id.",
        overload: "Bitrix24 has blocked this app by hand, contact its support.",
        "invalid_client": "the authorisation server does not know the app, check its client id and secret.",
        "wrong_client": "the authorisation server does not know the app, check its client id and secret.",
        "PAYMENT_REQUIRED": "the portal's plan or trial has ended.",
        "PORTAL_DELETED": "the portal is closed or deleted.",
    ]
}
