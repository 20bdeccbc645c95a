package import Bitrix24
import Logging

/// Which events the app wants, and how to get there from what is bound: idempotent, for handlers are dropped whenever the app's version changes.
package struct AppBindings: Sendable {
    package struct Report: Sendable, Equatable {
        package var bound: [String] = []
        package var alreadyBound: [String] = []
        /// Event -> the portal's reason.
        package var refused: [String: String] = [:]
    }

    /// Events of flow B and of the app's own life. Source: apidocs "events".
    package static let wanted = [
        EventName.callInit, EventName.callStart, EventName.callEnd, EventName.activityUpdate, EventName.leadAdd, EventName.leadUpdate, EventName.leadDelete,
        EventName.dealUpdate, EventName.dealDelete, EventName.appUpdate, EventName.appUninstall,
    ]

    let publicURL: String
    let logger: Logger

    var handler: String { "\(publicURL)/bitrix24/events" }

    package func reconcile(_ client: BitrixClient) async throws(BitrixError) -> Report {
        var report = Report()
        let bound = try await client.boundEvents()
        let ours = Set(bound.filter { $0["handler"].text == handler }.compactMap { $0["event"].text?.uppercased() })
        for name in Self.wanted {
            if ours.contains(name.uppercased()) {
                report.alreadyBound.append(name)
                continue
            }
            do throws(BitrixError) {
                try await client.bindEvent(name, handler: handler)
                report.bound.append(name)
            } catch {
                guard error.isDenial else { throw error }
                report.refused[name] = error.code
                logger.warning("the portal refused an event binding", metadata: ["event": "\(name)", "code": "\(error.code)"])
            }
        }
        return report
    }
}
