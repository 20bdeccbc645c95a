import CallDesk
import Hummingbird
import NIOCore
import Storage

/// For those who run the server: liveness, readiness, metrics, the API's description. Nothing personal.
struct ServiceRoutes: Sendable {
    let tools: WebTools
    let metrics: PrometheusRegistry
    let readiness: @Sendable () async -> [ReadinessCheck]

    var routes: [Route] {
        [
            Route(.get, "/", .everybody) { request, _, _ in try tools.pages.home(language: PageLanguage(request)) },
            Route(.get, "/healthz", .everybody) { _, _, _ in JSONAnswer.response(["status": "ok"]) },
            Route(.get, "/readyz", .everybody) { _, _, _ in await ready() },
            Route(.get, "/metrics", .everybody) { _, _, _ in await text() },
            Route(.get, "/openapi.yaml", .everybody) { _, _, _ in
                JSONAnswer.bytes(ByteBuffer(string: tools.openAPI), status: .ok, type: "application/yaml; charset=utf-8")
            },
        ]
    }

    private func ready() async -> Response {
        let answer = Readiness(await readiness())
        return JSONAnswer.response(answer, status: answer.ready ? .ok : .serviceUnavailable)
    }

    private func text() async -> Response {
        // A store that cannot answer now is seen in /readyz; the rest of the metrics matters then most.
        if let health = try? await tools.desk.tools.store.health() { StoreMeter(registry: metrics).record(health) }
        return JSONAnswer.bytes(ByteBuffer(string: metrics.text()), status: .ok, type: "text/plain; version=0.0.4; charset=utf-8")
    }
}
