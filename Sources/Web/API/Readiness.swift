/// One thing that must work before traffic is welcome.
package struct ReadinessCheck: Sendable, Codable, Equatable {
    /// What it is, e.g. `storage`.
    package let name: String
    /// Whether it works.
    package let ok: Bool
    /// Why not and what to do; nothing personal, no secrets.
    package let detail: String?

    /// The outcome of looking at one thing.
    package init(name: String, ok: Bool, detail: String? = nil) {
        self.name = name
        self.ok = ok
        self.detail = detail
    }
}

/// The answer of `/readyz`.
struct Readiness: Sendable, Codable, Equatable {
    let ready: Bool
    let checks: [ReadinessCheck]

    init(_ checks: [ReadinessCheck]) {
        ready = checks.allSatisfy(\.ok)
        self.checks = checks
    }
}
