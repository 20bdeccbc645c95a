import Bitrix24
import Foundation
import Logging
import Storage

/// Changes the tasks that were opened for calls, as their cards change. Each change is an effect; a task that is gone or closed already needs nothing of us.
struct HandoffTasks: Sendable {
    let tools: DeskTools
    let client: BitrixClient
    let portalID: Int64

    func close(_ handoff: HandoffRow) async throws {
        let (taskID, client) = (handoff.taskID, client)
        try await settle("task-close:\(taskID)", "task.complete", handoff) { () async throws(BitrixError) in try await client.completeTask(id: taskID) }
        var closed = handoff
        closed.state = .closed
        _ = try await tools.store.saveHandoff(closed)
    }

    /// - Parameter run: the run of the job that wants it. The same move may be wanted again after another one, within the same second too; sent twice it changes nothing.
    func move(_ handoff: HandoffRow, to owner: Int, run: String) async throws {
        let (taskID, client) = (handoff.taskID, client)
        try await settle("task-move:\(taskID):\(owner):\(run)", "task.update", handoff) { () async throws(BitrixError) in
            try await client.updateTask(id: taskID, fields: ["RESPONSIBLE_ID": .integer(Int64(owner))])
        }
        var moved = handoff
        moved.responsibleID = owner
        _ = try await tools.store.saveHandoff(moved)
    }

    private func settle(_ marker: String, _ kind: String, _ handoff: HandoffRow, _ send: @escaping @Sendable () async throws(BitrixError) -> Void) async throws {
        do {
            _ = try await tools.effects.perform(
                .init(
                    kind: kind, marker: marker, callID: handoff.callID,
                    send: { () async throws(BitrixError) -> String in
                        try await send()
                        return "ok"
                    }), portalID: portalID)
        } catch EffectError.refused(let cause) {
            tools.logger.info("the portal refused to change a task", metadata: ["code": "\(cause.code)"])
        }
    }
}
