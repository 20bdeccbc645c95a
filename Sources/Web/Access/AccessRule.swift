import Bitrix24
import HTTPTypes

/// Who may use the integration API: the holder of API_TOKEN; without one, programs of this machine that come directly.
struct AccessRule: Sendable {
    /// What is known of one request.
    struct Visit: Sendable {
        var peerIsLoopback: Bool
        /// The value of Host; `nil` when it is missing or there are several.
        var host: String?
        /// The bearer sent, if any.
        var bearer: String?
        /// Names of the header fields, in lower case.
        var fieldNames: Set<String> = []
        /// Of the page that sends it, if a browser does.
        var origin: String?
        /// The browser's word on how that page is related to us.
        var fetchSite: String?
    }

    enum Verdict: Sendable, Equatable { case admitted, unauthorized, forbidden }

    /// Fields that say that somebody passed the request on.
    private static let forwardingFields: Set<String> = ["forwarded", "x-real-ip", "via"]

    private let token: Secret?

    init(token: String?) {
        self.token = token.flatMap { $0.isEmpty ? nil : Secret($0) }
    }

    func verdict(_ visit: Visit) -> Verdict {
        if let token {
            guard let bearer = visit.bearer, ConstantTime.equal(token.reveal(), bearer) else { return .unauthorized }
            return .admitted
        }
        guard visit.bearer == nil else { return .unauthorized }
        return isDirect(visit) && isOfThisMachine(visit) ? .admitted : .forbidden
    }

    private func isDirect(_ visit: Visit) -> Bool {
        visit.fieldNames.isDisjoint(with: Self.forwardingFields) && !visit.fieldNames.contains { $0.hasPrefix("x-forwarded") }
    }

    /// A web page elsewhere can make a browser of this machine send requests: the page's origin must be of this machine, too.
    private func isOfThisMachine(_ visit: Visit) -> Bool {
        guard visit.peerIsLoopback, let host = visit.host, LoopbackName.isLoopbackHost(host), visit.fetchSite != "cross-site" else { return false }
        return visit.origin.map { WebOrigin($0).map { LoopbackName.isLoopbackHost($0.authority) } ?? false } ?? true
    }
}
