import Storage
import Web

/// What must work before traffic is welcome: the store writes durably. Providers and portals may be away; work waits for them.
enum Readiness {
    static func checks(_ store: Store) async -> [ReadinessCheck] {
        do {
            _ = try await store.health()
            return [ReadinessCheck(name: "storage", ok: true)]
        } catch {
            return [ReadinessCheck(name: "storage", ok: false, detail: "\(error)")]
        }
    }
}
