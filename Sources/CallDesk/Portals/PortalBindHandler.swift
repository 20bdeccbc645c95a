import Bitrix24
import Foundation
import Storage

/// Brings a portal's event bindings in line, after an installation and whenever the app's version changed.
package struct PortalBindHandler: JobHandling {
    package let kind = JobKind.portalBind
    let portals: PortalDirectory
    let bindings: AppBindings

    package func handle(_ context: JobContext) async throws -> JobResult {
        guard let portalID = context.job.portalID else { return .ignored("the job names no portal") }
        _ = try await bindings.reconcile(try await portals.client(of: portalID))
        return .done
    }
}
