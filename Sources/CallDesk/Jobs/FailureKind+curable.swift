import Providers

extension FailureKind {
    /// A person can make the same request succeed: a key, an address, a model, an account, a country.
    var isCurable: Bool {
        switch self {
        case .unauthorised, .regionBlocked, .notFound, .quota, .notConfigured: true
        default: false
        }
    }
}
