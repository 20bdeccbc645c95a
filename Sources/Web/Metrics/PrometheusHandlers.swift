import Metrics
import Synchronization

/// One exported series.
protocol PrometheusSeries: AnyObject, Sendable {
    static var kind: PrometheusKind { get }
    init()
    /// The sample lines of the series, each with its line end.
    func lines(name: String, labels: PrometheusLabels) -> String
}

enum PrometheusKind: String, Sendable { case counter, gauge, histogram }

/// Only grows.
final class PrometheusCounter: PrometheusSeries, CounterHandler, FloatingPointCounterHandler {
    static let kind = PrometheusKind.counter
    private let total = Mutex(0.0)

    func increment(by amount: Int64) { increment(by: Double(amount)) }
    func increment(by amount: Double) {
        guard amount > 0, amount.isFinite else { return }
        total.withLock { $0 += amount }
    }
    func reset() { total.withLock { $0 = 0 } }

    func lines(name: String, labels: PrometheusLabels) -> String {
        "\(name)\(labels.text()) \(PrometheusName.number(total.withLock { $0 }))\n"
    }
}

/// Goes up and down.
final class PrometheusGauge: PrometheusSeries, MeterHandler, RecorderHandler {
    static let kind = PrometheusKind.gauge
    private let level = Mutex(0.0)

    func set(_ value: Int64) { set(Double(value)) }
    func set(_ value: Double) { level.withLock { $0 = value } }
    func increment(by amount: Double) { level.withLock { $0 += amount } }
    func decrement(by amount: Double) { level.withLock { $0 -= amount } }
    func record(_ value: Int64) { set(Double(value)) }
    func record(_ value: Double) { set(value) }

    func lines(name: String, labels: PrometheusLabels) -> String {
        "\(name)\(labels.text()) \(PrometheusName.number(level.withLock { $0 }))\n"
    }
}

/// How values spread over fixed buckets; times are in seconds.
final class PrometheusHistogram: PrometheusSeries, TimerHandler, RecorderHandler {
    static let kind = PrometheusKind.histogram
    /// Upper ends of the buckets: from a fast answer to a slow recognition.
    static let bounds: [Double] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120]

    private struct State {
        var counts = [UInt64](repeating: 0, count: bounds.count)
        var count: UInt64 = 0
        var sum = 0.0
    }
    private let state = Mutex(State())

    func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1e9) }
    func record(_ value: Int64) { record(Double(value)) }
    func record(_ value: Double) {
        guard value.isFinite else { return }
        state.withLock { state in
            if let bucket = Self.bounds.firstIndex(where: { value <= $0 }) { state.counts[bucket] += 1 }
            state.count += 1
            state.sum += value
        }
    }

    func lines(name: String, labels: PrometheusLabels) -> String {
        let (counts, count, sum) = state.withLock { ($0.counts, $0.count, $0.sum) }
        var text = ""
        var below: UInt64 = 0
        for (bound, count) in zip(Self.bounds, counts) {
            below += count
            text += "\(name)_bucket\(labels.text(bucket: PrometheusName.number(bound))) \(below)\n"
        }
        text += "\(name)_bucket\(labels.text(bucket: "+Inf")) \(count)\n"
        return text + "\(name)_sum\(labels.text()) \(PrometheusName.number(sum))\n\(name)_count\(labels.text()) \(count)\n"
    }
}
