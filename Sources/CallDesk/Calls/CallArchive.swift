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
    /// - Parameter before: the id of the last call of the page before.
    package func list(portalID: Int64?, limit: Int, before: Int64?) async throws -> [CallRow] {
        try await store.calls(portalID: portalID, limit: min(max(1, limit), Self.pageMax), before: before)
    }

    package func entry(_ id: Int64, portalID: Int64?) async throws -> Entry? {
        guard let call = try await store.call(id: id), portalID == nil || call.portalID == portalID else { return nil }
        return Entry(call: call, transcript: try await store.utterances(callID: id).map(Utterance.init), analysis: call.callAnalysis)
    }
}
