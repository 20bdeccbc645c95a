import HTTPTypes
import Hummingbird
import Logging

/// One line and one count per request: the matched route, never the address or the body.
struct AccessLog: RouterMiddleware {
    typealias Context = WebContext

    /// Asked so often by machines that a line each would hide the rest.
    private static let quietRoutes: Set<String> = ["/healthz", "/readyz", "/metrics"]

    let meter: HTTPMeter
    let logger: Logger

    func handle(_ request: Request, context: WebContext, next: @concurrent (Request, WebContext) async throws -> Response) async throws -> Response {
        let start = ContinuousClock.now
        let response = try await next(request, context)
        let took = ContinuousClock.now - start
        let route = context.endpointPath ?? "unknown"
        meter.record(route: route, method: request.method, status: response.status.code, took: took)
        logger.log(
            level: Self.quietRoutes.contains(route) ? .debug : .info, "request",
            metadata: [
                "route": "\(route)", "method": "\(HTTPMeter.label(request.method))", "status": "\(response.status.code)",
                "ms": "\(Int(took / .milliseconds(1)))",
            ])
        return response
    }
}
