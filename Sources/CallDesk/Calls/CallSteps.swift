import Bitrix24
import Foundation
import Storage

/// The steps of flow B for one portal. What each does stands in an extension of its own.
struct CallSteps: Sendable {
    enum Outcome: Sendable {
        /// The stage moved on; here is the row as committed.
        case next(CallRow)
        case wait(until: Date, reason: String)
        case finished
    }

    let tools: DeskTools
    let client: BitrixClient
    let portalID: Int64

    var clients: ClientDesk { ClientDesk(tools: tools, client: client, portalID: portalID) }

    /// A call that has come to its end meanwhile, because its lead was deleted, stays there.
    func move(_ call: CallRow, to stage: CallStage, and change: @escaping @Sendable (inout CallRow) -> Void = { _ in }) async throws -> CallRow {
        let moved = try await tools.store.updateCall(id: call.id, now: tools.now()) { row in
            guard row.callStage != .dropped else { return }
            row.stage = stage.rawValue
            change(&row)
        }
        if stage.isFinal { RecordingFolder(root: tools.configuration.recordings, portalID: portalID).dropFragment(of: call.id) }
        return moved
    }
}
