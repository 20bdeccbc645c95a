import GRDB
import Testing

@testable import Storage

@Suite struct QueryPlanTests {
    let scratch = Scratch()

    @Test(
        "A hot question is answered by an index",
        arguments: [
            JobSQL.unfinished, JobSQL.topPriority, JobSQL.nextPriority, JobSQL.due, JobSQL.earliest, JobSQL.earliestLapse, JobSQL.lapsed,
            JobSQL.othersLeases, Store.effectByMarkerSQL, Store.lastEffectSQL, Store.unresolvedEffectsSQL, Store.callByExternalIDSQL, Store.eventByDedupKeySQL,
            Store.answerSQL,
        ])
    func plan(sql: String) async throws {
        let store = try scratch.open()
        let steps = try await Self.plan(sql, store)
        #expect(!steps.isEmpty)
        for step in steps { #expect(step.hasPrefix("SEARCH"), "\(step)") }
    }

    @Test("The due job is found without sorting")
    func order() async throws {
        let store = try scratch.open()
        let steps = try await Self.plan(JobSQL.due, store)
        #expect(steps.allSatisfy { !$0.contains("TEMP B-TREE") && $0.contains("jobReady (priority=? AND runAt<?)") }, "\(steps)")
    }

    private static func plan(_ sql: String, _ store: Store) async throws -> [String] {
        try await store.read { db in
            let statement = try db.makeStatement(sql: "EXPLAIN QUERY PLAN " + sql)
            statement.setUncheckedArguments(StatementArguments(Array(repeating: 1, count: sql.filter { $0 == "?" }.count)))
            return try Row.fetchAll(statement).map { $0["detail"] }
        }
    }
}
