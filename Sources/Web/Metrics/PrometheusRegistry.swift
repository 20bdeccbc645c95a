package import Metrics
import Synchronization

/// The metrics of the process, as a backend of swift-metrics that Prometheus can read. Give it to `MetricsSystem.bootstrap` and to ``WebServer``.
///
/// Bounded: beyond ``seriesPerMetricMax`` the label values of a metric are counted together as "other", beyond ``metricsMax`` new metrics are not kept.
package final class PrometheusRegistry: MetricsFactory, Sendable {
    /// Metrics at most.
    package static let metricsMax = 200
    /// Label sets of one metric at most.
    package static let seriesPerMetricMax = 200

    private struct Family {
        let kind: PrometheusKind
        var series: [PrometheusLabels: any PrometheusSeries] = [:]
    }
    private let families = Mutex<[String: Family]>([:])

    /// An empty registry.
    package init() {}

    /// Everything in the text format 0.0.4, in a stable order.
    package func text() -> String {
        let all = families.withLock { $0 }
        var text = ""
        for (name, family) in all.sorted(by: { $0.key < $1.key }) {
            text += "# TYPE \(name) \(family.kind.rawValue)\n"
            let series = family.series.map { (labels: $0.key, text: $0.key.text(), handler: $0.value) }.sorted { $0.text < $1.text }
            for one in series { text += one.handler.lines(name: name, labels: one.labels) }
        }
        return text
    }

    package func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler { counter(label, dimensions) }

    package func makeFloatingPointCounter(label: String, dimensions: [(String, String)]) -> any FloatingPointCounterHandler { counter(label, dimensions) }

    package func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler { gauge(label, dimensions) }

    package func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        aggregate ? series(PrometheusHistogram.self, PrometheusName.metric(label), dimensions) : gauge(label, dimensions)
    }

    package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        series(PrometheusHistogram.self, Self.named(label, ending: "_seconds"), dimensions)
    }

    // Series are kept: Prometheus expects what it has once seen to stay.
    package func destroyCounter(_ handler: any CounterHandler) {}
    package func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {}
    package func destroyMeter(_ handler: any MeterHandler) {}
    package func destroyRecorder(_ handler: any RecorderHandler) {}
    package func destroyTimer(_ handler: any TimerHandler) {}

    private func counter(_ label: String, _ dimensions: [(String, String)]) -> PrometheusCounter {
        series(PrometheusCounter.self, Self.named(label, ending: "_total"), dimensions)
    }

    private func gauge(_ label: String, _ dimensions: [(String, String)]) -> PrometheusGauge {
        series(PrometheusGauge.self, PrometheusName.metric(label), dimensions)
    }

    /// Names end with the unit, counters with `_total`.
    private static func named(_ label: String, ending: String) -> String {
        let name = PrometheusName.metric(label)
        return name.hasSuffix(ending) ? name : name + ending
    }

    private func series<Series: PrometheusSeries>(_ type: Series.Type, _ name: String, _ dimensions: [(String, String)]) -> Series {
        let labels = PrometheusLabels(dimensions)
        return families.withLock { families in
            guard families[name] != nil || families.count < Self.metricsMax else { return Series() }
            var family = families[name] ?? Family(kind: Series.kind)
            // A name that is already of another kind: this one is not shown.
            guard family.kind == Series.kind else { return Series() }
            let isNew = family.series[labels] == nil
            let key = isNew && family.series.count >= Self.seriesPerMetricMax - 1 ? labels.folded : labels
            if let known = family.series[key] as? Series { return known }
            let made = Series()
            family.series[key] = made
            families[name] = family
            return made
        }
    }
}
