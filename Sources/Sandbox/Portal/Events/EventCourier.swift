import ServiceLifecycle

/// Posts events as they come, several at a time and in no promised order, until the stand-in stops.
struct EventCourier: Service {
    let deliveries: AsyncStream<PreparedEvent>
    let post: @Sendable (PreparedEvent) async -> Void

    func run() async throws {
        await withDiscardingTaskGroup { group in
            for await event in deliveries.cancelOnGracefulShutdown() {
                group.addTask { await post(event) }
            }
        }
    }
}

/// One event made out to one handler.
struct PreparedEvent: Sendable {
    let name: String
    let data: JSON
    let handler: String
    let body: String
}
