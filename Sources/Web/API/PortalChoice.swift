import CallDesk
import Hummingbird
import Storage

/// Which portal's data a request is about.
struct PortalChoice: Sendable {
    let store: Store

    /// A page sees its own portal; a program names one by `?portal=member_id` unless there is only one.
    /// - Returns: `nil` when no portal is installed: then there are only calls without a portal.
    func portalID(_ request: Request, _ caller: Caller) async throws -> Int64? {
        if let own = caller.portalID { return own }
        let installed = try await store.portals().filter { $0.status != .uninstalled }
        guard let member = request.query("portal") else {
            guard installed.count <= 1 else { throw Problem.invalid("portal", PortalProblem.ambiguous.description) }
            return installed.first?.id
        }
        guard let named = installed.first(where: { $0.memberID == member }) else { throw Problem.invalid("portal", "no such portal is installed") }
        return named.id
    }
}
