import Foundation
import Storage

enum Sample {
    static let key = Data(repeating: 7, count: 32).base64EncodedString()
    static let otherKey = Data(repeating: 9, count: 32).base64EncodedString()
    static let now = Scratch.start

    static func portal(member: String = "member-a", client: String = "client-a", token: String = "access-canary-1") -> PortalRow {
        PortalRow(
            memberID: member, clientID: client, domain: "shop.example", clientEndpoint: "https://shop.example/rest/",
            serverEndpoint: "https://oauth.example/rest/", applicationToken: "application-canary-1", accessToken: token,
            refreshToken: "refresh-canary-1",
            expiresAt: now.addingTimeInterval(3_600), installerID: 1, scope: ["crm", "telephony"], installedAt: now)
    }

    static func job(_ key: String = "1", kind: String = "lead", portal: Int64? = nil, payload: String = "{}", at: Double = 0, priority: Int = 0)
        -> NewJob
    {
        NewJob(portalID: portal, kind: kind, key: key, payload: payload, runAt: now.addingTimeInterval(at), priority: priority)
    }

    static func event(portal: Int64? = nil, body: String = "event=X", dedup: String? = nil) -> NewEvent {
        NewEvent(portalID: portal, name: "ONCRMLEADUPDATE", body: Array(body.utf8), dedupKey: dedup, receivedAt: now)
    }
}

extension Store {
    /// Leases for 45 s, as the product does.
    func take(_ holder: String = "p1", at seconds: Double = 0) async throws -> LeasedJob? {
        let now = Sample.now.addingTimeInterval(seconds)
        return try await lease(holder: holder, now: now, until: now.addingTimeInterval(45))
    }
}

extension Date {
    static func at(_ seconds: Double) -> Date { Sample.now.addingTimeInterval(seconds) }
}

/// SplitMix64 (Steele, Lea, Flood 2014): small, and the same on every machine.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
