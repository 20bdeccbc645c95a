/// One thing that must work before traffic is welcome.
package struct ReadinessCheck: Sendable, Codable, Equatable {
    /// What it is, e.g. `storage`.
    package let name: String
    /// Whether it works.
    package let ok: Bool
    /// Why not and what to do; nothing personal, no secrets.
    package let detail: String?
    /// True for what somebody has to see to while traffic is welcome all the same; else absent.
    package let advisory: Bool?

    /// The outcome of looking at one thing.
    package init(name: String, ok: Bool, detail: String? = nil, isAdvisory: Bool = false) {
        self.name = name
        self.ok = ok
        self.detail = detail
        advisory = isAdvisory ? true : nil
    }
}

/// The answer of `/readyz`.
struct Readiness: Sendable, Codable, Equatable {
    let ready: Bool
    let checks: [ReadinessCheck]

    init(_ checks: [ReadinessCheck]) {
        ready = checks.allSatisfy { $0.ok || $0.advisory == true }
        self.checks = checks
    }
}
