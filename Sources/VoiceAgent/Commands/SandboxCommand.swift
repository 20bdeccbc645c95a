import ArgumentParser
import Foundation
import Logging
import Sandbox
import ServiceLifecycle
import UnixSignals

/// `voice-agent sandbox`: the stand-ins alone, for a server started elsewhere; or one recording by the stand-in callers.
struct SandboxCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sandbox", abstract: "Run the stand-in portal and the stand-in speech and language services alone.",
        discussion: "With --call it only writes a recording of a made-up call and ends: something to try `voice-agent process` on.")

    @Option(help: "The stand-in portal's port; 0 takes a free one.") var portalPort = 8090
    @Option(help: "Install the server at this address into the stand-in portal, such as http://127.0.0.1:8080.") var app: String?
    @Option(help: "Write a recording of this kind of call and end: \(Self.kinds).") var call: CallKind?
    @Option(help: "Which call of that kind.") var seed: UInt64 = 1
    @Option(help: "Where the recording goes, a WAV file.") var out = "call.wav"

    private static let kinds = CallKind.allCases.filter { $0 != .missed }.map(\.rawValue).joined(separator: ", ")
    /// So that settings once copied stay good.
    private static let oauthPort = 8091
    private static let speechPort = 8092
    private static let apiKey = "sandbox"

    func run() async throws {
        try JSONLogHandler.bootstrap(level: "warning")
        if let call { return try await record(call) }
        Console.say("voice-agent sandbox: stand-ins of a portal, a recogniser and a language model; nothing here is Bitrix24 or OpenAI.")
        let ports = SandboxWorld.Ports(
            portal: FreePort.orAny(portalPort), oauth: FreePort.orAny(Self.oauthPort), speech: FreePort.orAny(Self.speechPort))
        let world = try await SandboxWorld(ports: ports, apiKey: Self.apiKey)
        var services: [any Service] = [world.portal, world.speech]
        if let app { services.append(StandInInstall(portal: world.portal, app: app.hasSuffix("/") ? String(app.dropLast()) : app)) }
        let group = ServiceGroup(
            configuration: .init(services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: Logger(label: "sandbox")))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            Console.say("The stand-in CRM: \(await world.portal.addresses.portal)/")
            Console.say("A server works with it when started with these settings:")
            for (key, value) in await world.overrides().sorted(by: { $0.key < $1.key }) { Console.say("\(key)=\(value)") }
            try await tasks.waitForAll()
        }
    }

    private func record(_ kind: CallKind) async throws {
        guard let rendered = try SandboxCalls(book: await PhraseBook.open()).rendered(kind, seed: seed) else {
            throw Failure("a missed call has no recording: choose another kind", code: Exit.usage)
        }
        do {
            try Data(rendered.wave.encoded()).write(to: URL(fileURLWithPath: out), options: .atomic)
        } catch {
            throw Failure("\(out) cannot be written: choose another place with --out", code: Exit.usage)
        }
        Console.say("\(out): \(Int(rendered.call.seconds)) s, a call from \(rendered.call.clientPhone)")
        for line in rendered.call.lines { Console.say("  \(line.side.rawValue): \(line.text)") }
    }
}

extension CallKind: ExpressibleByArgument {}
