import Foundation

extension Date {
    /// Milliseconds since 1970 in UTC, the form in which times are stored; times beyond what the column holds become its ends.
    var milliseconds: Int64 {
        let exact = (timeIntervalSince1970 * 1_000).rounded()
        return Int64(exactly: exact) ?? (exact < 0 ? .min : .max)
    }

    init(milliseconds: Int64) {
        self.init(timeIntervalSince1970: Double(milliseconds) / 1_000)
    }

    /// The same time as it is read back from a column.
    var stored: Date { Date(milliseconds: milliseconds) }
}

extension Duration {
    /// As the standard library's dates count.
    var seconds: Double {
        let (seconds, attoseconds) = components
        return Double(seconds) + Double(attoseconds) / 1e18
    }
}
