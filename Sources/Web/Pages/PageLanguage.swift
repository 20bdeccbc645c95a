import Hummingbird

/// The language of a page: Russian unless the portal's user has another.
enum PageLanguage: String, Sendable, CaseIterable {
    case ru
    case en

    /// Interface languages in which Russian is read.
    private static let russian: Set<String> = ["ru", "by", "kz"]

    /// - Parameter code: the LANG of the portal's form.
    init(_ code: String?) {
        guard let code, !code.isEmpty else {
            self = .ru
            return
        }
        self = Self.russian.contains(code.lowercased()) ? .ru : .en
    }

    /// By what the browser prefers.
    init(_ request: Request) {
        self.init(request.headers[.acceptLanguage].map { String($0.prefix(2)) })
    }

    /// Where Bitrix24 serves its library for pages of apps. Source: apidocs, "BX24.js library".
    var library: String { self == .ru ? "//api.bitrix24.tech/api/v1/" : "//api.bitrix24.com/api/v1/" }
}
