/// A further listener of this machine that serves one group of the API, from HTTP_EXTRA_PORTS.
package struct ExtraPort: Sendable, Equatable {
    /// TCP port on 127.0.0.1.
    package let port: Int
    /// What is served there.
    package let group: APIGroup

    /// A listener for that group on 127.0.0.1.
    package init(port: Int, group: APIGroup) {
        self.port = port
        self.group = group
    }

    /// Extra listeners at most.
    package static let countMax = 16

    /// Reads `8003=dialog,8005=leads`; an empty text is no listeners.
    /// - Throws: ``WebError`` naming the entry that cannot be used.
    package static func list(_ text: String) throws(WebError) -> [ExtraPort] {
        var ports: [ExtraPort] = []
        for entry in text.split(separator: ",") {
            let parts = entry.split(separator: "=", omittingEmptySubsequences: false).map { $0.filter { !$0.isWhitespace } }
            guard parts.count == 2, let port = Int(parts[0]), (1...65535).contains(port), let group = APIGroup(rawValue: parts[1]) else {
                let groups = APIGroup.allCases.map(\.rawValue).joined(separator: ", ")
                throw WebError("HTTP_EXTRA_PORTS: \"\(entry)\" is no port=group; write for example 8005=leads (groups: \(groups))")
            }
            guard !ports.contains(where: { $0.port == port }) else { throw WebError("HTTP_EXTRA_PORTS: port \(port) is named twice") }
            ports.append(ExtraPort(port: port, group: group))
        }
        guard ports.count <= countMax else { throw WebError("HTTP_EXTRA_PORTS names more than \(countMax) ports") }
        return ports
    }
}
