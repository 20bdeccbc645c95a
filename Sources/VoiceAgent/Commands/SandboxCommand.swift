import ArgumentParser
import Foundation
import Logging
import Sandbox
import ServiceLifecycle
import UnixSignals

/// `voice-agent sandbox`: the stand-ins alone, for a server started elsewhere.
struct SandboxCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "sandbox", abstract: "Run the stand-in portal and the stand-in speech and language services alone.")

    @Option(help: "The stand-in portal's port; 0 takes a free one.") var portalPort = 8090

    func run() async throws {
        try JSONLogHandler.bootstrap(level: "warning")
        Console.say("voice-agent sandbox: stand-ins of a portal, a recogniser and a language model; nothing here is Bitrix24 or OpenAI.")
        let world = try await SandboxWorld(portalPort: portalPort)
        let logger = Logger(label: "sandbox")
        let group = ServiceGroup(
            configuration: .init(services: [world.portal, world.speech], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            let addresses = await world.portal.addresses
            Console.say("The stand-in CRM: \(addresses.portal)/")
            Console.say("A server works with it when started with these settings:")
            for (key, value) in await world.overrides().sorted(by: { $0.key < $1.key }) { Console.say("\(key)=\(value)") }
            try await tasks.waitForAll()
        }
    }
}
