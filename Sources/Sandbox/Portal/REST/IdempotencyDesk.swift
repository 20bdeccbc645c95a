import Foundation

/// Answers kept for `Idempotency-Key` in REST 3 (`rest-v3.md`): 24 hours, successes only.
struct IdempotencyDesk: Sendable {
    static let lifetime: TimeInterval = 24 * 3_600
    static let keyLengthLimit = 255
    /// Most answers kept.
    static let answerLimit = 10_000

    struct Kept: Sendable {
        let body: JSON
        let answer: JSON
        let expires: Date
    }

    private var kept: [String: Kept] = [:]

    static func isValid(_ key: String) -> Bool {
        (1...keyLengthLimit).contains(key.utf8.count) && key.utf8.allSatisfy { (0x20...0x7E).contains($0) }
    }

    func answer(_ key: String, method: String, userID: Int, now: Date) -> Kept? {
        guard let entry = kept["\(userID)/\(method)/\(key)"], entry.expires > now else { return nil }
        return entry
    }

    mutating func keep(_ key: String, method: String, userID: Int, body: JSON, answer: JSON, now: Date) {
        if kept.count >= Self.answerLimit { kept = kept.filter { $0.value.expires > now } }
        kept["\(userID)/\(method)/\(key)"] = Kept(body: body, answer: answer, expires: now.addingTimeInterval(Self.lifetime))
    }
}
