/// One failed request to one provider. Holds nothing of what was sent or answered but a word-like error code.
package struct ProviderFailure: Error, Sendable, Hashable {
    /// Why.
    package let kind: FailureKind
    /// Who.
    package let identity: ProviderIdentity
    /// HTTP status, when there was an answer.
    package let status: Int?
    /// The provider's error code, only if it is made of lower-case letters and underscores.
    package let code: String?
    /// The provider's `x-request-id`, for a question to its support.
    package let requestID: String?

    /// A failure of `identity`.
    package init(_ kind: FailureKind, of identity: ProviderIdentity, status: Int? = nil, code: String? = nil, requestID: String? = nil) {
        self.kind = kind
        self.identity = identity
        self.status = status
        self.code = code
        self.requestID = requestID
    }
}

extension ProviderFailure: CustomStringConvertible {
    /// What happened and what to do about it; free of keys, texts and addresses.
    package var description: String {
        let name = identity.provider
        let prefix = identity.prefix
        let list = identity.service.listKey
        switch kind {
        case .unauthorised: return "\(name) refused the key: check \(prefix)_API_KEY"
        case .regionBlocked: return "\(name) does not serve the country of this server: set \(prefix)_PROXY, or name another provider in \(list)"
        case .badRequest:
            return "\(name) refused the request as invalid\(codeNote): check that \(modelKeys) names a model for this use"
        case .notFound: return "\(name) does not know the model or the address: check \(modelKeys) and \(prefix)_BASE_URL"
        case .tooLarge: return "\(name) takes no request of this size: send less at once"
        case .rateLimited: return "\(name) asks to slow down: try again later, raise its limit, or name another provider in \(list)"
        case .quota: return "\(name) says that the account is used up: top it up, or name another provider in \(list)"
        case .unavailable: return "\(name) is in trouble: try again later, or name another provider in \(list)"
        case .timeout: return "\(name) did not answer in time: check the network, or name another provider in \(list)"
        case .connection: return "\(name) cannot be reached: check \(prefix)_BASE_URL, \(prefix)_PROXY, \(prefix)_CA_FILE and the network"
        case .unreadableAnswer:
            return "\(name) answered with something else than asked: check that \(prefix)_BASE_URL is an OpenAI-compatible address"
        case .truncated: return "\(name) ended its answer early: try again, or name another provider in \(list)"
        case .refused: return "\(name) declined to answer: try another model"
        case .suspended: return "\(name) failed repeatedly and is left alone for a while: see the earlier errors"
        case .notConfigured: return "no provider configured: name one in \(list)"
        case .cancelled: return "the request was given up"
        }
    }

    /// The general setting, and the one that narrows it to this provider.
    private var modelKeys: String { "\(identity.service.modelKey) (or \(identity.prefix)_\(identity.service.modelKey), where it is set)" }

    private var codeNote: String { code.map { " (\($0))" } ?? "" }
}
