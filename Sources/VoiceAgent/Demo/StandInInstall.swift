import Sandbox
import ServiceLifecycle

/// Installs a server into the stand-in portal as its administrator would, as soon as the server is there.
struct StandInInstall: Service {
    let portal: SandboxPortal
    /// The server's own address, without a slash at the end.
    let app: String

    /// Between two tries, in seconds.
    private static let pauseSeconds = 2

    func run() async throws {
        try? await cancelWhenGracefulShutdown {
            _ = await portal.addresses
            try await install()
        }
        try? await gracefulShutdown()
    }

    private func install() async throws {
        var attempts = InstallAttempts(app: app)
        while true {
            switch attempts.handle(await portal.installApp(installURL: "\(app)/bitrix24/install", handlerURL: "\(app)/bitrix24/app")) {
            case .done:
                return Console.say("The server at \(app) is installed in the stand-in portal: \(await portal.addresses.portal)/app")
            case .giveUp(let reason): return Console.say(reason)
            case .again(let reason):
                if let reason { Console.say(reason) }
                try await Task.sleep(for: .seconds(Self.pauseSeconds))
            }
        }
    }
}
