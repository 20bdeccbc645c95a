import CallDesk
import Foundation
import GRDB
import Sandbox
import Synchronization
import Testing

@testable import Storage
@testable import VoiceAgent

/// From one commit of a call on, the storage takes nothing more, as when the power fails between two of them; then the server is started anew.
@Suite("Between any two commits the server may end")
struct FailedCommitTests {
    /// Commits tried in every run; long tests try each.
    private static let usualPoints = 6
    /// A call writes at least as many times.
    private static let commitsMin = 20

    @Test("One lead, one transcript, one task, one summary, whichever commit was the last")
    func failedCommit() async throws {
        let whole = try await commits(endingAt: nil)
        try #require(whole > Self.commitsMin)
        print("failed commits: a call makes \(whole)")
        let step = LongTests.areWanted ? 1 : max(1, whole / Self.usualPoints)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for point in stride(from: 1, through: whole, by: step) { group.addTask { _ = try await commits(endingAt: point) } }
            try await group.waitForAll()
        }
    }

    /// Plays one call to a server whose storage ends at a commit and then to the next one, and looks at the CRM.
    /// - Returns: how many commits the first server made.
    private func commits(endingAt point: Int?) async throws -> Int {
        try await Stands.run([Edge.portal()], settings: ["EFFECT_UNKNOWN_WAIT": "300ms"], adjust: { $0.limits.portalLeadGrace = 0.2 }) { stands in
            let portal = stands.portals[0]
            let call = try stands.calls.madeUp(.wantsPerson, seed: 7)
            let disk = EndingDisk(last: point)
            let callID = try await stands.serving { world in
                try await world.install(portal)
                world.store.pool.add(transactionObserver: disk)
                let callID = try await portal.receiveLastingCall(try stands.calls.played(call), isLost: { disk.isEnded })
                if point == nil {
                    _ = try await world.finished(callID)
                } else {
                    _ = try await Patience(limit: 60).until("last commit") { disk.isEnded ? true : nil }
                }
                return callID
            }
            let row = try await stands.serving { try await $0.finished(callID) }
            let snapshot = await portal.snapshot
            let label = "commit \(point.map(String.init) ?? "none")"
            #expect(snapshot.leads.map(\.id) == [row.leadID], "\(label)")
            #expect(snapshot.transcripts.filter { $0.callID == callID }.count == 1, "\(label)")
            #expect(snapshot.tasks.count == 1, "\(label)")
            let blocks = snapshot.activity(of: callID)?.layouts.count ?? 0
            #expect(blocks + snapshot.comments.filter { $0.text.contains("note:\(callID)") }.count == 1, "\(label)")
            #expect(snapshot.notifications.filter { $0.tag?.contains("notify-task:\(callID)") == true }.count == 1, "\(label)")
            #expect(await portal.strictViolations == [], "\(label)")
            return disk.commits
        }
    }
}

/// Lets commits through up to one, and none after it.
private final class EndingDisk: TransactionObserver, Sendable {
    private let last: Int?
    private let seen = Mutex(0)

    init(last: Int?) { self.last = last }

    var commits: Int { seen.withLock { $0 } }
    var isEnded: Bool { last.map { commits >= $0 } ?? false }

    func observes(eventsOfKind eventKind: DatabaseEventKind) -> Bool { true }
    func databaseDidChange(with event: DatabaseEvent) {}
    func databaseDidCommit(_ db: Database) {}
    func databaseDidRollback(_ db: Database) {}

    func databaseWillCommit() throws {
        let isOver = seen.withLock { seen in
            if let last, seen >= last { return true }
            seen += 1
            return false
        }
        if isOver { throw DatabaseError(resultCode: .SQLITE_FULL) }
    }
}
