import ArgumentParser
import Sandbox

/// `voice-agent sandbox`: the stand-ins alone, for a server started elsewhere, and made-up calls to them.
struct SandboxCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sandbox", abstract: "Run the stand-ins alone, or place a made-up call to them.", subcommands: [SandboxRun.self, SandboxCall.self],
        defaultSubcommand: SandboxRun.self)

    /// So that settings once copied stay good, and a call finds the portal.
    static let portalPort = 8090
}

extension CallKind: ExpressibleByArgument {}
