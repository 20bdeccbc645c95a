import Foundation
import GRDB
import Synchronization

/// Everything the product must remember, in one SQLite file that one process uses at a time. What a method has returned from is on disk.
///
/// Writes pass one after another through a single connection. They are not ended by the cancellation of the task that asked: work that is being
/// stopped must still be able to note what it has done.
package final class Store: Sendable {
    let pool: DatabasePool
    let cipher: ColumnCipher
    let now: @Sendable () -> Date
    private let files: StoreFiles
    private let lock: DirectoryLock
    private let waitingWrites = Mutex(0)
    private let waitingReads = Mutex(0)
    /// Where the master key came from; one that was just made wants to be copied to a safe place.
    package let keyOrigin: MasterKeyOrigin

    private init(pool: DatabasePool, keys: OpenedKeys, files: StoreFiles, lock: DirectoryLock, now: @escaping @Sendable () -> Date) {
        self.pool = pool
        self.cipher = keys.cipher
        self.keyOrigin = keys.origin
        self.files = files
        self.lock = lock
        self.now = now
    }

    /// Takes the directory's lock, opens and migrates the database, asserts that commits are synced, checks the key and re-encrypts what is under
    /// the previous one. Blocks for some milliseconds (longer while migrating or re-encrypting), so call it at start only.
    /// - Throws: `locked`, `directoryUnusable`, `damaged`, `newerSchema`, `notDurable`, `keyMissing`, `keyUnusable`, `wrongKey`.
    package static func open(_ configuration: StoreConfiguration) throws(StoreError) -> Store {
        let files = StoreFiles(directory: configuration.directory)
        try files.prepare()
        let lock = try DirectoryLock(path: files.lock)
        do {
            try files.touchDatabase()
            let pool = try DatabaseOpening.open(path: files.database)
            do {
                try Schema.migrate(pool)
                try DatabaseOpening.assertDurable(pool)
                let keys = try KeyOpening(configuration: configuration, keyFile: files.masterKey).open(pool)
                return Store(pool: pool, keys: keys, files: files, lock: lock, now: configuration.now)
            } catch {
                try? pool.close()
                throw error
            }
        } catch {
            lock.release()
            throw StoreError(error)
        }
    }

    /// Waits for running accesses, closes the database and gives the directory free. Later calls fail with `closed`; closing again does nothing.
    package func close() throws(StoreError) {
        // The last connection to close is a reader, which cannot write the log back.
        try? pool.writeWithoutTransaction { db in try DatabaseOpening.truncateLog(db) }
        do { try pool.close() } catch { throw StoreError(error) }
        lock.release()
    }

    /// One transaction on the one writing connection; returns after the commit is synced.
    func write<T: Sendable>(_ body: @escaping @Sendable (Database) throws -> T) async throws(StoreError) -> T {
        try Self.enter(waitingWrites, limit: StoreLimit.waitingWrites, what: "writes")
        defer { waitingWrites.withLock { $0 -= 1 } }
        let result: Result<T, any Error> = await withCheckedContinuation { continuation in
            pool.asyncWrite(body) { _, result in continuation.resume(returning: result) }
        }
        do { return try result.get() } catch { throw StoreError(error) }
    }

    /// One read transaction; it sees every commit that returned before.
    func read<T: Sendable>(_ body: @escaping @Sendable (Database) throws -> T) async throws(StoreError) -> T {
        try Self.enter(waitingReads, limit: StoreLimit.waitingReads, what: "reads")
        defer { waitingReads.withLock { $0 -= 1 } }
        let result: Result<T, any Error> = await withCheckedContinuation { continuation in
            pool.asyncRead { access in continuation.resume(returning: Result { try body(try access.get()) }) }
        }
        do { return try result.get() } catch { throw StoreError(error) }
    }

    /// Something that must run on the writing connection but outside a transaction, such as a pragma.
    func onWriter<T: Sendable>(_ body: @escaping @Sendable (Database) throws -> T) async throws(StoreError) -> T {
        let result: Result<T, any Error> = await withCheckedContinuation { continuation in
            pool.asyncWriteWithoutTransaction { db in continuation.resume(returning: Result { try body(db) }) }
        }
        do { return try result.get() } catch { throw StoreError(error) }
    }

    /// Bytes of the database and of its write-ahead log.
    var sizes: (database: Int, log: Int) { (StoreFiles.size(files.database), StoreFiles.size(files.database + "-wal")) }

    private static func enter(_ waiting: borrowing Mutex<Int>, limit: Int, what: String) throws(StoreError) {
        let isFull = waiting.withLock { count in
            guard count < limit else { return true }
            count += 1
            return false
        }
        if isFull { throw StoreError(.busy, "more than \(limit) \(what) wait for the storage: try again shortly") }
    }
}
