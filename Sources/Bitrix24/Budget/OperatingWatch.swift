/// Watches the time that each method has used, as a value: a method over its limit is refused by the portal with `OPERATION_TIME_LIMIT` until
/// part of the time is forgotten (limits.md: 480 s in the cloud, 420 s where nothing else is set).
package struct OperatingWatch: Sendable {
    /// From this used time on, in seconds, calls that can wait are held back so that urgent ones still pass.
    package static let softLimitSeconds = 380.0
    /// How long to hold a refused method back when the portal has not said until when, in seconds.
    package static let defaultBlockSeconds = 60.0
    /// The portal forgets everything within this time, in seconds.
    package static let windowSeconds = 600.0
    /// Most methods watched at once.
    package static let maxMethods = 500

    private struct Entry {
        var seconds: Double
        var resetAt: Double
        var blockedUntil = 0.0
    }

    private var entries: [String: Entry] = [:]

    /// Makes one that knows of nothing.
    package init() {}

    /// Takes over what an answer said.
    mutating func report(_ report: OperatingReport, of method: String, at now: Double) {
        let reset = report.resetAt ?? (now + Self.defaultBlockSeconds)
        entries[method.lowercased()] = Entry(seconds: report.seconds, resetAt: min(reset, now + Self.windowSeconds))
        forgetExpired(at: now)
    }

    /// The portal refused a method for its used time.
    package mutating func block(_ method: String, at now: Double) {
        let known = entries[method.lowercased()]?.resetAt ?? 0
        let until = known > now ? known : now + Self.defaultBlockSeconds
        entries[method.lowercased()] = Entry(seconds: Self.softLimitSeconds, resetAt: until, blockedUntil: until)
        forgetExpired(at: now)
    }

    /// How long a call has to wait; nil when it may go.
    /// - Parameter now: unix seconds.
    package func wait(for method: String, _ priority: Priority, at now: Double) -> Duration? {
        guard let entry = entries[method.lowercased()] else { return nil }
        if entry.blockedUntil > now { return .seconds(entry.blockedUntil - now) }
        let canWait = priority >= .normal && entry.seconds >= Self.softLimitSeconds
        return canWait && entry.resetAt > now ? .seconds(entry.resetAt - now) : nil
    }

    private mutating func forgetExpired(at now: Double) {
        guard entries.count > Self.maxMethods else { return }
        entries = entries.filter { $0.value.resetAt > now }
        while entries.count > Self.maxMethods, let oldest = entries.min(by: { $0.value.resetAt < $1.value.resetAt })?.key {
            entries[oldest] = nil
        }
    }
}
