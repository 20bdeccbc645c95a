package import Foundation
import Logging
package import Storage

/// Forgets what is kept no longer: recordings, transcripts and analyses after RETENTION_DAYS, events and finished jobs sooner. What stands in the CRM stays.
package struct HousekeepingHandler: JobHandling {
    package let kind = JobKind.housekeeping
    let tools: DeskTools

    private static let interval: TimeInterval = 6 * 3600
    /// Calls forgotten in one step; the next step follows at once.
    private static let stepRows = 200
    private static let stepsMax = 500

    package init(tools: DeskTools) { self.tools = tools }

    package static func job(at moment: Date) -> NewJob {
        NewJob(portalID: nil, kind: JobKind.housekeeping.rawValue, key: "all", runAt: moment, priority: JobKind.housekeeping.priority)
    }

    package func handle(_ context: JobContext) async throws -> JobResult {
        let now = tools.now()
        _ = try await tools.store.prune(now: now)
        let before = now.addingTimeInterval(-TimeInterval(tools.configuration.retentionDays) * 86_400)
        for _ in 0..<Self.stepsMax {
            try context.checkpoint()
            let old = try await tools.store.callsWithContent(createdBefore: before, limit: Self.stepRows)
            for call in old { try await forget(call) }
            if old.count < Self.stepRows { break }
        }
        // Fragments, and recordings that a crash parted from their calls.
        RecordingFolder.sweep(tools.configuration.recordings, writtenBefore: before)
        try await tools.store.checkpoint()
        return .again(at: now.addingTimeInterval(Self.interval), "forgets every six hours")
    }

    private func forget(_ call: CallRow) async throws {
        if let path = call.recordingPath { try? FileManager.default.removeItem(atPath: path) }
        try await tools.store.replaceUtterances(callID: call.id, [])
        try await tools.store.deleteRecognisedPieces(callID: call.id)
        _ = try await tools.store.updateCall(id: call.id, now: tools.now()) { row in
            row.recordingPath = nil
            row.analysis = nil
            row.phone = nil
        }
    }
}
