import Storage
import Web

/// What must work before traffic is welcome: the store writes durably and has room to. Providers and portals may be away; work waits for them.
struct Readiness: Sendable {
    let store: Store
    /// STORAGE_PATH.
    let directory: String
    /// Free space below which no traffic is welcome, in bytes: an event, its job and the write-ahead log of a busy minute fit in it many times.
    var freeBytesMin: Int64 = 64 << 20

    /// Looks at everything, the most important first.
    func checks() async -> [ReadinessCheck] {
        do {
            let health = try await store.health()
            return [Self.storage(health), disk, Self.portals(health)].compactMap { $0 }
        } catch {
            return [ReadinessCheck(name: "storage", ok: false, detail: "\(error)")]
        }
    }

    static func storage(_ health: StoreHealth) -> ReadinessCheck {
        guard health.isDurable else {
            return ReadinessCheck(name: "storage", ok: false, detail: "commits are not synced to the disk (synchronous is not FULL): restart the server")
        }
        return ReadinessCheck(name: "storage", ok: true)
    }

    private var disk: ReadinessCheck {
        guard let free = FreeSpace.bytes(at: directory) else {
            return ReadinessCheck(name: "disk", ok: false, detail: "the system does not say how much room STORAGE_PATH has: check that its disk is there")
        }
        guard free >= freeBytesMin else {
            return ReadinessCheck(
                name: "disk", ok: false, detail: "\(free >> 20) MB free where STORAGE_PATH is, \(freeBytesMin >> 20) MB are needed: make room or lower RETENTION_DAYS")
        }
        return ReadinessCheck(name: "disk", ok: true)
    }

    /// Said without turning traffic away: the administrator who opens the app to give new tokens has to get through.
    static func portals(_ health: StoreHealth) -> ReadinessCheck? {
        let waiting = health.portals[.needsReadoption] ?? 0
        guard waiting > 0 else { return nil }
        return ReadinessCheck(
            name: "portals", ok: false, detail: "\(waiting) with dead tokens: an administrator has to open the app in Bitrix24 once", isAdvisory: true)
    }
}
