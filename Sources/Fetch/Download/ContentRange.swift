/// `bytes 400-999/1000`, RFC 9110 section 14.4.
struct ContentRange: Sendable, Equatable {
    let first: Int
    let last: Int
    /// Nil when the server does not know: `*`.
    let total: Int?

    init?(_ text: String) {
        let words = text.split(separator: " ")
        guard words.count == 2, words[0].lowercased() == "bytes" else { return nil }
        let halves = words[1].split(separator: "/", omittingEmptySubsequences: false)
        let ends = halves[0].split(separator: "-", omittingEmptySubsequences: false)
        guard halves.count == 2, ends.count == 2, let first = Int(ends[0]), let last = Int(ends[1]), 0 <= first, first <= last else { return nil }
        (self.first, self.last) = (first, last)
        if halves[1] == "*" {
            total = nil
        } else {
            guard let total = Int(halves[1]), total > last else { return nil }
            self.total = total
        }
    }
}
