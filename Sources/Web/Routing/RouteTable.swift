import HTTPTypes
import Hummingbird

/// All routes there are; the routers, the access rules and the OpenAPI document's test go by it.
enum RouteTable {
    private static let methods: [HTTPRequest.Method] = [.get, .post, .put, .patch, .delete]

    static func all(tools: WebTools, metrics: PrometheusRegistry, readiness: @escaping @Sendable () async -> [ReadinessCheck]) -> [Route] {
        let routes =
            PortalRoutes(tools: tools).routes + LeadRoutes(tools: tools).routes + RecognitionRoutes(tools: tools).routes + CallRoutes(tools: tools).routes
            + PageRoutes(tools: tools).routes + ServiceRoutes(tools: tools, metrics: metrics, readiness: readiness).routes
        return routes.map { route in guarded(route, by: tools.gate) }
    }

    /// The route behind its access rule.
    private static func guarded(_ route: Route, by gate: AccessGate) -> Route {
        Route(route.method, route.path, route.access, group: route.group) { request, context, _ in
            let caller = try gate.admit(request, context, to: route.access)
            return try await route.handle(request, context, caller)
        }
    }

    /// Every path answers every method: with its handler, or with 405 and the methods it has.
    static func add(_ routes: [Route], to router: Router<WebContext>) {
        for route in routes {
            router.on(RouterPath(route.path), method: route.method) { request, context -> Response in
                try await route.handle(request, context, .anybody)
            }
        }
        for (path, known) in Dictionary(grouping: routes, by: \.path) {
            let allowed = Set(known.map(\.method))
            let problem = Problem.methodNotAllowed(allowed.map(\.rawValue).sorted())
            for method in methods where !allowed.contains(method) {
                router.on(RouterPath(path), method: method) { _, _ -> Response in throw problem }
            }
        }
    }
}
