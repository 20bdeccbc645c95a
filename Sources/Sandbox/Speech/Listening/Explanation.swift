/// Choice among finds that overlap: the row of non-overlapping finds that explains most of the audio, so that the longest exact one wins over the
/// shorter ones inside it.
struct Explanation {
    /// Correlation at which a find explains nothing.
    static let worthless = 0.6
    /// Overlap of neighbours that is forgiven, in seconds.
    static let tolerance = 0.012

    let chosen: [Found]
    var weight: Double { chosen.reduce(0) { $0 + $1.weight } }

    /// Weighted interval scheduling, in order of stop times.
    init(of candidates: [Found]) {
        let sorted = candidates.sorted { ($0.stop, $0.start, $0.unit.id) < ($1.stop, $1.start, $1.unit.id) }
        var best: [Double] = [0]
        var previous: [Int] = []
        for (index, found) in sorted.enumerated() {
            let before = Self.lastEnding(by: found.start + Self.tolerance, in: sorted, upTo: index)
            previous.append(before)
            best.append(max(best[index], best[before] + found.weight))
        }
        var row: [Found] = []
        var index = sorted.count
        while index > 0 {
            if best[index] > best[index - 1] {
                row.append(sorted[index - 1])
                index = previous[index - 1]
            } else {
                index -= 1
            }
        }
        chosen = row.reversed()
    }

    /// How many of the first `limit` finds end by this time.
    private static func lastEnding(by time: Double, in sorted: [Found], upTo limit: Int) -> Int {
        var low = 0
        var high = limit
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle].stop <= time { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
