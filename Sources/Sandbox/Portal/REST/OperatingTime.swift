import Foundation

/// Seconds each method took of late (`limits.md`); a method past its limit is refused until the window turns.
struct OperatingTime: Sendable {
    /// Seconds one call adds here, the limit, and the window they are summed over.
    static let cost = 0.01
    static let limit = 480.0
    static let window: TimeInterval = 600

    private var spent: [String: (since: Date, seconds: Double)] = [:]

    func seconds(of method: String, now: Date) -> Double {
        guard let entry = spent[method], now.timeIntervalSince(entry.since) < Self.window else { return 0 }
        return entry.seconds
    }

    func isBlocked(_ method: String, now: Date) -> Bool { seconds(of: method, now: now) >= Self.limit }

    mutating func add(_ method: String, now: Date) {
        let seconds = seconds(of: method, now: now)
        spent[method] = (seconds == 0 ? now : spent[method]?.since ?? now, seconds + Self.cost)
    }
}
