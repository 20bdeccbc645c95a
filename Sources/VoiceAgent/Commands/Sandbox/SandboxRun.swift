import ArgumentParser
import Foundation
import Logging
import Sandbox
import ServiceLifecycle
import UnixSignals

/// `voice-agent sandbox`, `voice-agent sandbox run`: the stand-ins, until SIGTERM.
struct SandboxRun: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Run the stand-in portal and the stand-in speech and language services alone (default).")

    @Option(help: "The stand-in portal's port; 0 takes a free one.") var portalPort = SandboxCommand.portalPort
    @Option(help: "Install the server at this address into the stand-in portal, such as http://127.0.0.1:8080.") var app: String?

    /// So that settings once copied stay good.
    private static let oauthPort = 8091
    private static let speechPort = 8092
    private static let apiKey = "sandbox"

    func run() async throws {
        try JSONLogHandler.bootstrap(level: "warning")
        let server = try app.map(Self.address)
        Console.say("voice-agent sandbox: stand-ins of a portal, a recogniser and a language model; nothing here is Bitrix24 or OpenAI.")
        let ports = SandboxWorld.Ports(
            portal: FreePort.orAny(portalPort), oauth: FreePort.orAny(Self.oauthPort), speech: FreePort.orAny(Self.speechPort))
        let world = try await SandboxWorld(ports: ports, apiKey: Self.apiKey)
        var services: [any Service] = [world.portal, world.speech]
        if let server { services.append(StandInInstall(portal: world.portal, app: server)) }
        let group = ServiceGroup(
            configuration: .init(services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: Logger(label: "sandbox")))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            let portal = await world.portal.addresses.portal
            Console.say("The stand-in CRM: \(portal)/")
            Console.say("A call by hand: the form at \(portal)/telephony/, or voice-agent sandbox call --to \(portal)")
            Console.say("A server works with it when started with these settings:")
            for (key, value) in await world.overrides().sorted(by: { $0.key < $1.key }) { Console.say("\(key)=\(value)") }
            try await tasks.waitForAll()
        }
    }

    private static func address(_ text: String) throws -> String {
        guard let address = WebAddress(text), ["http", "https"].contains(address.scheme) else {
            throw Failure("--app: write the server's address like http://127.0.0.1:8080", code: Exit.usage)
        }
        return address.text
    }
}
