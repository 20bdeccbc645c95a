import Metrics
import Testing

@testable import Web

@Suite struct PrometheusTests {
    @Test("Counters, gauges and times are written in the text format, in a stable order") func text() {
        let registry = PrometheusRegistry()
        Counter(label: "jobs.done", dimensions: [("kind", "event"), ("a", "b")], factory: registry).increment(by: 2)
        Counter(label: "jobs.done", dimensions: [("a", "b"), ("kind", "event")], factory: registry).increment()
        Gauge(label: "level", dimensions: [], factory: registry).record(1.5)
        Timer(label: "wait", dimensions: [], factory: registry).recordNanoseconds(30_000_000)
        let lines = registry.text().split(separator: "\n").map(String.init)
        #expect(lines.prefix(4) == ["# TYPE jobs_done_total counter", "jobs_done_total{a=\"b\",kind=\"event\"} 3", "# TYPE level gauge", "level 1.5"])
        #expect(lines.contains("# TYPE wait_seconds histogram"))
        #expect(lines.contains("wait_seconds_bucket{le=\"0.025\"} 0"))
        #expect(lines.contains("wait_seconds_bucket{le=\"0.05\"} 1"))
        #expect(lines.contains("wait_seconds_bucket{le=\"120\"} 1"))
        #expect(lines.suffix(3) == ["wait_seconds_bucket{le=\"+Inf\"} 1", "wait_seconds_sum 0.03", "wait_seconds_count 1"])
    }

    @Test(
        "Label values are escaped",
        arguments: [("plain", "plain"), ("a\"b", "a\\\"b"), ("a\\b", "a\\\\b"), ("a\nb", "a\\nb"), ("\"\\\n", "\\\"\\\\\\n"), ("имя", "имя")])
    func values(value: String, expected: String) {
        let registry = PrometheusRegistry()
        Counter(label: "c", dimensions: [("v", value)], factory: registry).increment()
        #expect(registry.text().contains("c_total{v=\"\(expected)\"} 1\n"))
    }

    @Test(
        "Names are made of the characters that names may have",
        arguments: [("a.b-c", "a_b_c"), ("9lives", "_9lives"), ("имя", "___"), ("", "_"), ("ok:fine_1", "ok:fine_1")])
    func names(name: String, expected: String) {
        #expect(PrometheusName.metric(name) == expected)
    }

    @Test("Label names that are taken are renamed", arguments: [("le", "label_le"), ("__name__", "label___name__"), ("a:b", "a_b")])
    func labels(name: String, expected: String) {
        #expect(PrometheusName.label(name) == expected)
    }

    @Test(
        "Numbers are written as the format wants them",
        arguments: [(0.0, "0"), (3.0, "3"), (0.25, "0.25"), (.infinity, "+Inf"), (-.infinity, "-Inf"), (.nan, "NaN"), (-2.0, "-2")])
    func numbers(value: Double, expected: String) {
        #expect(PrometheusName.number(value) == expected)
    }

    @Test("Beyond the bound, series are counted together and nothing is lost") func bounded() {
        let registry = PrometheusRegistry()
        for index in 0..<1000 { Counter(label: "c", dimensions: [("id", "\(index)")], factory: registry).increment() }
        let lines = registry.text().split(separator: "\n").filter { !$0.hasPrefix("#") }
        #expect(lines.count == PrometheusRegistry.seriesPerMetricMax)
        #expect(lines.contains("c_total{id=\"other\"} \(1000 - PrometheusRegistry.seriesPerMetricMax + 1)"))
    }

    @Test("Beyond the bound, new metrics are not kept") func boundedMetrics() {
        let registry = PrometheusRegistry()
        for index in 0..<(PrometheusRegistry.metricsMax + 50) { Counter(label: "c\(index)", dimensions: [], factory: registry).increment() }
        #expect(registry.text().split(separator: "\n").filter { $0.hasPrefix("#") }.count == PrometheusRegistry.metricsMax)
    }

    @Test("A name of one kind cannot become another") func kinds() {
        let registry = PrometheusRegistry()
        Meter(label: "x_total", dimensions: [], factory: registry).set(5)
        Counter(label: "x", dimensions: [], factory: registry).increment()
        #expect(registry.text() == "# TYPE x_total gauge\nx_total 5\n")
    }

    @Test("Metrics used at once from many tasks lose nothing") func concurrent() async {
        let registry = PrometheusRegistry()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask { for _ in 0..<500 { Counter(label: "c", dimensions: [("k", "v")], factory: registry).increment() } }
            }
        }
        #expect(registry.text().contains("c_total{k=\"v\"} 4000\n"))
    }
}
