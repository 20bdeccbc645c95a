/// The labels of one series, in a fixed order.
struct PrometheusLabels: Sendable, Hashable {
    struct Pair: Sendable, Hashable {
        let name: String
        let value: String
    }

    let pairs: [Pair]

    /// Labels of one metric at most; more are left out.
    static let countMax = 8

    init(_ dimensions: [(String, String)]) {
        var known: Set<String> = []
        let named = dimensions.map { Pair(name: PrometheusName.label($0.0), value: PrometheusName.value($0.1)) }.filter { known.insert($0.name).inserted }
        pairs = Array(named.sorted { $0.name < $1.name }.prefix(Self.countMax))
    }

    private init(pairs: [Pair]) { self.pairs = pairs }

    /// What series beyond the bound are counted under.
    var folded: PrometheusLabels { PrometheusLabels(pairs: pairs.map { Pair(name: $0.name, value: "other") }) }

    /// `{a="1",b="2"}`, or nothing.
    func text(bucket: String? = nil) -> String {
        let all = pairs.map { "\($0.name)=\"\($0.value)\"" } + (bucket.map { ["le=\"\($0)\""] } ?? [])
        return all.isEmpty ? "" : "{\(all.joined(separator: ","))}"
    }
}
