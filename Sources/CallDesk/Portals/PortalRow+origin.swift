import Foundation
import Storage

extension PortalRow {
    /// `https://portal/rest/` -> `https://portal`.
    var origin: String {
        guard let url = URL(string: clientEndpoint), let scheme = url.scheme, let host = url.host() else { return "https://\(domain)" }
        return "\(scheme)://\(host)" + (url.port.map { ":\($0)" } ?? "")
    }
}
