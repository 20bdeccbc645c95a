import Dispatch
import Foundation
import GRDB
import Testing

@testable import Storage

@Suite struct OpeningTests {
    let scratch = Scratch()

    @Test("The writing connection syncs every commit")
    func syncs() async throws {
        let store = try scratch.open()
        let pragmas = try await store.onWriter { db in
            try ["synchronous", "secure_delete", "foreign_keys"].map { try Int.fetchOne(db, sql: "PRAGMA \($0)") }
        }
        #expect(pragmas == [2, 1, 1])
        let mode = try await store.onWriter { db in try String.fetchOne(db, sql: "PRAGMA journal_mode") }
        #expect(mode == "wal")
    }

    @Test("A connection that does not sync is refused", arguments: ["OFF", "NORMAL"])
    func weakConnection(level: String) async throws {
        let store = try scratch.open()
        try await store.onWriter { db in try db.execute(sql: "PRAGMA synchronous = \(level)") }
        let error = #expect(throws: StoreError.self) { try DatabaseOpening.assertDurable(store.pool) }
        #expect(error?.code == .notDurable)
        #expect(try await store.health().isDurable == false)
    }

    @Test("A second opening fails and says which process to stop")
    func lock() throws {
        let store = try scratch.open()
        let error = try #require(scratch.refusal())
        #expect(error.code == .locked)
        #expect(error.description.contains("process \(ProcessInfo.processInfo.processIdentifier)"))
        #expect(error.description.contains("STORAGE_PATH"))
        try store.close()
        #expect(scratch.refusal() == nil)
    }

    @Test("A failed opening leaves no lock behind")
    func lockAfterFailure() throws {
        try scratch.open(masterKey: Sample.key).close()
        #expect(scratch.refusal(masterKey: Sample.otherKey)?.code == .wrongKey)
        #expect(scratch.refusal(masterKey: Sample.key) == nil)
    }

    @Test("A closed store says so")
    func closed() async throws {
        let store = try scratch.open()
        try store.close()
        try store.close()
        let read = await #expect(throws: StoreError.self) { try await store.portals() }
        let write = await #expect(throws: StoreError.self) { try await store.enqueue([Sample.job()]) }
        #expect(read?.code == .closed)
        #expect(write?.code == .closed)
        let checkpoint = await #expect(throws: StoreError.self) { try await store.checkpoint() }
        #expect(checkpoint?.code == .closed)
        let health = await #expect(throws: StoreError.self) { try await store.health() }
        #expect(health?.code == .closed)
    }

    @Test("The schema of a newer version is refused and left alone")
    func newerSchema() throws {
        try scratch.open().close()
        let queue = try DatabaseQueue(path: scratch.path("voice-agent.sqlite"))
        try queue.write { db in try db.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES ('999 future')") }
        try queue.close()
        let error = try #require(scratch.refusal())
        #expect(error.code == .newerSchema)
        #expect(error.description.contains("newer version"))
    }

    @Test("A file that is no database is called damaged")
    func damaged() throws {
        try scratch.open().close()
        try Data(repeating: 65, count: 8_192).write(to: URL(fileURLWithPath: scratch.path("voice-agent.sqlite")))
        #expect(scratch.refusal()?.code == .damaged)
    }

    @Test("Closing writes the log back into the database file")
    func logWrittenBack() async throws {
        let store = try scratch.open()
        try await store.enqueue([Sample.job()])
        try store.close()
        #expect(StoreFiles.size(scratch.path("voice-agent.sqlite-wal")) == 0)
        let queue = try DatabaseQueue(path: scratch.path("voice-agent.sqlite"))
        #expect(try await queue.read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM job") } == 1)
    }

    @Test("A directory that cannot be made is named")
    func noDirectory() throws {
        try Data().write(to: URL(fileURLWithPath: scratch.directory))
        let error = try #require(scratch.refusal())
        #expect(error.code == .directoryUnusable)
        #expect(error.description.contains(scratch.directory))
    }

    @Test("Nobody else may read the files")
    func modes() async throws {
        let store = try scratch.open()
        try await store.enqueue([Sample.job()])
        #expect(try scratch.mode("") == 0o700)
        for name in ["voice-agent.sqlite", "voice-agent.sqlite-wal", "master.key", "lock"] { #expect(try scratch.mode(name) == 0o600, "\(name)") }
    }

    @Test("What was stored is there after closing and opening")
    func survives() async throws {
        var store = try scratch.open()
        let saved = try await store.savePortal(Sample.portal())
        try store.close()
        store = try scratch.open()
        #expect(store.keyOrigin == .file)
        #expect(try await store.portal(id: saved.id) == saved)
    }

    @Test("When too many writes wait, the next is refused and the others pass")
    func backlog() async throws {
        let store = try scratch.open()
        let gate = DispatchSemaphore(value: 0)
        store.pool.asyncWriteWithoutTransaction { _ in gate.wait() }
        let refused: [StoreError.Code] = await withTaskGroup(of: StoreError.Code?.self) { group in
            for _ in 0...StoreLimit.waitingWrites {
                group.addTask {
                    do throws(StoreError) {
                        try await store.write { _ in }
                        return nil
                    } catch {
                        gate.signal()
                        return error.code
                    }
                }
            }
            return await group.reduce(into: []) { codes, code in if let code { codes.append(code) } }
        }
        #expect(refused == [.busy])
        #expect(try await store.jobs() == [])
    }

    @Test("A cancelled task still stores what it has done")
    func cancelled() async throws {
        let store = try scratch.open()
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            try await store.enqueue([Sample.job()])
            return Task.isCancelled
        }
        #expect(try await task.value)
        #expect(try await store.jobs().count == 1)
    }
}
