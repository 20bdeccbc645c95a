package import Dialog
import Foundation
package import Storage

/// Calls as people and programs read them back.
package struct CallArchive: Sendable {
    package struct Entry: Sendable {
        package let call: CallRow
        package let transcript: [Utterance]
        package let analysis: CallAnalysis?
    }

    /// Calls on one page at most.
    package static let pageMax = 100

    let store: Store

    package init(store: Store) { self.store = store }

    /// The newest first.
    /// - Parameters:
    ///   - personID: only calls that this user of the portal answered or is responsible for.
    ///   - before: the id of the last call of the page before.
    package func list(portalID: Int64?, personID: Int? = nil, limit: Int, before: Int64?) async throws -> [CallRow] {
        try await store.calls(portalID: portalID, personID: personID, limit: min(max(1, limit), Self.pageMax), before: before)
    }

    /// One call with all that is kept of it; `nil` also where it is another portal's or person's.
    package func entry(_ id: Int64, portalID: Int64?, personID: Int? = nil) async throws -> Entry? {
        guard let call = try await store.call(id: id), portalID == nil || call.portalID == portalID else { return nil }
        if let personID, call.answeredBy != personID, call.responsibleID != personID { return nil }
        return Entry(call: call, transcript: try await store.utterances(callID: id).map(Utterance.init), analysis: call.callAnalysis)
    }
}
