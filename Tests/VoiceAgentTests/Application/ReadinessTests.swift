import Foundation
import Storage
import Testing
import Web

@testable import VoiceAgent

@Suite("Readiness")
struct ReadinessTests {
    /// A store of its own in a folder that is removed afterwards.
    private static func withStore(_ body: (Store, String) async throws -> Void) async throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "readiness-\(UUID().uuidString)", directoryHint: .isDirectory).path
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let store = try Store.open(StoreConfiguration(directory: directory, now: { Date(timeIntervalSince1970: 1_800_000_000) }))
        defer { try? store.close() }
        try await body(store, directory)
    }

    private static func portal(_ status: PortalStatus) -> PortalRow {
        PortalRow(
            memberID: "member-\(status.rawValue)", clientID: "local.1", domain: "shop.example", clientEndpoint: "https://shop.example/rest/",
            serverEndpoint: "https://oauth.example/rest/", applicationToken: "a", accessToken: "b", refreshToken: "c", expiresAt: .distantFuture,
            status: status, installedAt: Date(timeIntervalSince1970: 1_800_000_000))
    }

    @Test("An open store with room on its disk is ready")
    func ready() async throws {
        try await Self.withStore { store, directory in
            let checks = await Readiness(store: store, directory: directory, freeBytesMin: 1).checks()
            #expect(checks == [ReadinessCheck(name: "storage", ok: true), ReadinessCheck(name: "disk", ok: true)])
        }
    }

    @Test("A disk without the room that is needed is not ready, and says what to do")
    func full() async throws {
        try await Self.withStore { store, directory in
            let checks = await Readiness(store: store, directory: directory, freeBytesMin: .max).checks()
            let disk = try #require(checks.first { $0.name == "disk" })
            #expect(!disk.ok && disk.advisory == nil && disk.detail?.contains("make room") == true)
        }
    }

    @Test("Commits that are not synced are not ready")
    func notDurable() async throws {
        try await Self.withStore { store, _ in
            var health = try await store.health()
            #expect(Readiness.storage(health).ok)
            health.isDurable = false
            let check = Readiness.storage(health)
            #expect(!check.ok && check.detail?.contains("synchronous") == true)
        }
    }

    @Test("A store that is closed is not ready")
    func closed() async throws {
        try await Self.withStore { store, directory in
            try store.close()
            #expect(await Readiness(store: store, directory: directory, freeBytesMin: 1).checks().map(\.ok) == [false])
        }
    }

    @Test("A portal that waits for its administrator is named, and keeps nobody out")
    func readoption() async throws {
        try await Self.withStore { store, directory in
            _ = try await store.savePortal(Self.portal(.active))
            let readiness = Readiness(store: store, directory: directory, freeBytesMin: 1)
            #expect(await readiness.checks().map(\.name) == ["storage", "disk"])
            _ = try await store.savePortal(Self.portal(.needsReadoption))
            let portals = try #require(await readiness.checks().first { $0.name == "portals" })
            #expect(!portals.ok && portals.advisory == true && portals.detail?.hasPrefix("1 with dead tokens") == true)
        }
    }
}
