import Bitrix24
import Foundation
import Storage
import Testing

@testable import CallDesk

@Suite("Effects in the ledger")
struct EffectSenderTests {
    private static let start = Date(timeIntervalSince1970: 1_800_000_000)

    private static func withSender(_ body: (EffectSender, Store, Int64) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "effects-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let store = try Store.open(StoreConfiguration(directory: folder.path, now: { start }))
        defer { try? store.close() }
        let portal = try await store.savePortal(
            PortalRow(
                id: 0, memberID: "m", clientID: "c", domain: "portal.example", clientEndpoint: "https://portal.example/rest/",
                serverEndpoint: "https://oauth.example/rest/", applicationToken: "t", accessToken: "a", refreshToken: "r", expiresAt: start, installerID: 1,
                scope: [], status: .active, installedAt: start, updatedAt: start))
        try await body(EffectSender(store: store, holder: "second", unknownWait: 75, now: { start }), store, portal.id)
    }

    @Test("What an earlier process left open is settled when nothing is left to send", arguments: [EffectState.ready, .sending, .unknown])
    func settled(_ state: EffectState) async throws {
        try await Self.withSender { sender, store, portal in
            let row = try await store.recordIntent(portalID: portal, kind: "item.update", marker: "owner:1", holder: "first", now: Self.start)
            _ = try await store.moveEffect(
                id: row.id, from: .ready, to: state, unknownUntil: state == .unknown ? Self.start : nil, holder: "first", now: Self.start)
            try await sender.settle("owner:1", portalID: portal, as: "7")
            let after = try await store.effect(portalID: portal, marker: "owner:1")
            #expect(after?.state == .done && after?.remoteID == "7")
            #expect(try await store.unresolvedEffects().isEmpty)
        }
    }

    @Test("What was never begun, or has an outcome, is not touched")
    func untouched() async throws {
        try await Self.withSender { sender, store, portal in
            try await sender.settle("owner:1", portalID: portal, as: "7")
            #expect(try await store.effect(portalID: portal, marker: "owner:1") == nil)
            let row = try await store.recordIntent(portalID: portal, kind: "item.update", marker: "owner:2", holder: "first", now: Self.start)
            _ = try await store.moveEffect(id: row.id, from: .ready, to: .refused, note: "ACCESS_DENIED", holder: "first", now: Self.start)
            try await sender.settle("owner:2", portalID: portal, as: "7")
            #expect(try await store.effect(portalID: portal, marker: "owner:2")?.state == .refused)
        }
    }
}
