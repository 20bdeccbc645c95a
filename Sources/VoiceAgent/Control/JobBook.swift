import Foundation
import Storage

/// Jobs as people look at them.
struct JobBook: Sendable {
    /// A job without what it carries: payloads may hold personal data.
    struct Entry: Codable, Sendable {
        let id: Int64
        let portal: Int64?
        let kind: String
        let key: String
        let state: String
        let attempts: Int
        let reason: String?
        let runAt: Date
        let createdAt: Date
        let finishedAt: Date?
    }

    /// Jobs shown at most.
    static let listMax = 10_000

    let store: Store

    func list(state: String?, limit: Int) async throws -> [Entry] {
        let states = Set(try state.map { [try Self.state($0)] } ?? [])
        var found: [Entry] = []
        var before: Int64?
        let wanted = min(max(1, limit), Self.listMax)
        // The store hands out bounded pages.
        while found.count < wanted {
            let page = try await store.jobs(JobFilter(states: states, before: before, limit: min(StoreLimit.pageRows, wanted - found.count)))
            guard let last = page.last else { break }
            found += page.map(Entry.init)
            before = last.id
        }
        return found
    }

    /// - Throws: ``Failure`` naming the states there are.
    static func state(_ text: String) throws(Failure) -> JobState {
        guard let state = JobState(rawValue: text) else {
            throw Failure("unknown state \(text): known are \(JobState.allCases.map(\.rawValue).joined(separator: ", "))", code: Exit.usage)
        }
        return state
    }

    /// - Throws: ``Failure`` when there is none of that number.
    func job(_ id: Int64) async throws -> Entry {
        guard let job = try await store.job(id: id) else { throw Failure("there is no job \(id)") }
        return Entry(job)
    }

    /// Makes a dead job ready again.
    /// - Throws: ``Failure`` when there is no such job or it is not dead.
    func retry(_ id: Int64) async throws -> Entry {
        guard try await store.retryJob(id: id) else {
            throw Failure("job \(id) is \(try await job(id).state): only dead jobs are tried again")
        }
        return try await job(id)
    }
}

extension JobBook.Entry {
    init(_ row: JobRow) {
        self.init(
            id: row.id, portal: row.portalID, kind: row.kind, key: row.key, state: row.state.rawValue, attempts: row.attempts, reason: row.lastError,
            runAt: row.runAt, createdAt: row.createdAt, finishedAt: row.finishedAt)
    }
}
