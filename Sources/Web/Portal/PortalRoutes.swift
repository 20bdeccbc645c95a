import CallDesk
import Hummingbird

/// What the portal calls: the installation path, the app's page and the events.
struct PortalRoutes: Sendable {
    let tools: WebTools

    var routes: [Route] {
        let install = InstallPages(tools: tools)
        return [
            Route(.get, "/bitrix24/install", .everybody) { request, _, _ in try tools.pages.address(language: PageLanguage(request)) },
            Route(.post, "/bitrix24/install", .portal) { request, _, _ in try await install.post(request) },
            Route(.post, "/bitrix24/app", .portal) { request, _, _ in try await AppPages(tools: tools).post(request) },
            Route(.post, "/bitrix24/events", .portal) { request, _, _ in
                try await EventAnswers(tools: tools).answer(to: try await request.form(atMost: EventIntake.bodyBytesMax))
            },
        ]
    }
}
