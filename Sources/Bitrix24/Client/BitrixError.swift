/// Why a call to the portal or to the authorisation server failed, told by the one question that matters for a retry: did it execute?
///
/// ``description`` is one sentence for users and logs: it holds codes, never texts from the server, tokens or personal data.
public struct BitrixError: Error, Sendable, Hashable {
    /// What is known about the call's effect.
    public enum Execution: String, Sendable, Hashable {
        /// Certainly not executed: refused by a limit or for want of rights, or never sent.
        case notExecuted
        /// The method looked at the call and said no; the same call will be refused again.
        case refused
        /// Perhaps executed: cut connection, timeout, a server error, an answer that is none.
        case unknown
    }

    /// Longest server message kept, in characters.
    public static let maxServerMessage = 500

    /// The portal's error code as sent, or one of ours (``BitrixErrorCode``). Compare by ``has(_:)``, the portal's case varies.
    public var code: String
    /// Status of the HTTP answer, when there was one.
    public var httpStatus: Int?
    /// Whether the call may have had an effect.
    public var execution: Execution
    /// Whether the stored tokens are dead, so that an administrator has to open the app once.
    public var needsReadoption: Bool
    /// The permission that the app lacks, when that is the cause.
    public var missingScope: String?
    /// Whether sending the same call again later can succeed and cannot double anything.
    public var isRetryable: Bool
    /// How long to wait before that, when the server or a budget said so.
    public var retryAfter: Duration?
    /// Names of the fields that REST 3 found wrong.
    public var invalidFields: [String]
    /// The server's own explanation, shortened. May quote what was sent: show it to an administrator, never log it.
    public var serverMessage: String?

    /// Makes an error; `serverMessage` is shortened to ``maxServerMessage``.
    public init(
        _ code: String, httpStatus: Int? = nil, execution: Execution, isRetryable: Bool = false, needsReadoption: Bool = false,
        missingScope: String? = nil, retryAfter: Duration? = nil, invalidFields: [String] = [], serverMessage: String? = nil
    ) {
        self.code = code
        self.httpStatus = httpStatus
        self.execution = execution
        self.needsReadoption = needsReadoption
        self.missingScope = missingScope
        self.isRetryable = isRetryable
        self.retryAfter = retryAfter
        self.invalidFields = invalidFields
        self.serverMessage = serverMessage.map { String($0.prefix(Self.maxServerMessage)) }
    }

    /// Whether the code is that one, in any case.
    public func has(_ other: String) -> Bool {
        code.lowercased() == other.lowercased()
    }

    /// Whether the portal says that the thing asked for does not exist. Some methods say so by code, some only in words.
    public var isNotFound: Bool {
        if ["NOT_FOUND", "ERROR_NOT_FOUND", "BITRIX_REST_V3_EXCEPTION_ENTITYNOTFOUNDEXCEPTION"].contains(code.uppercased()) { return true }
        guard execution == .refused, let message = serverMessage?.lowercased() else { return false }
        return message.contains("not found") || message.contains("item_not_found_or_not_accessible")
    }
}

extension BitrixError: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// One sentence that says what to do.
    public var description: String {
        let status = httpStatus.map { ", HTTP \($0)" } ?? ""
        return "Bitrix24 call failed (\(code)\(status)): \(BitrixErrorCode.advice(for: self))"
    }

    /// The same as ``description``.
    public var debugDescription: String { description }

    /// Code, status and execution; never the server's words.
    public var customMirror: Mirror {
        Mirror(self, children: ["code": code, "httpStatus": httpStatus as Any, "execution": execution])
    }
}
