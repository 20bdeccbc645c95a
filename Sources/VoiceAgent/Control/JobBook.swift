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
        let states: Set<JobState>
        if let state {
            guard let known = JobState(rawValue: state) else {
                throw Failure("unknown state \(state): known are \(JobState.allCases.map(\.rawValue).joined(separator: ", "))", code: 64)
            }
            states = [known]
        } else {
            states = []
        }
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

    func job(_ id: Int64) async throws -> Entry? { try await store.job(id: id).map(Entry.init) }

    func retry(_ id: Int64) async throws -> Bool { try await store.retryJob(id: id) }
}

extension JobBook.Entry {
    init(_ row: JobRow) {
        self.init(
            id: row.id, portal: row.portalID, kind: row.kind, key: row.key, state: row.state.rawValue, attempts: row.attempts, reason: row.lastError,
            runAt: row.runAt, createdAt: row.createdAt, finishedAt: row.finishedAt)
    }
}
