import ArgumentParser
import Audio
import Foundation

/// The program: a server that turns calls into CRM facts, and its tools.
@main
struct VoiceAgent: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "voice-agent", abstract: "Answers the sales line and turns every call into CRM facts in Bitrix24.",
        version: ProductVersion.number, subcommands: [Serve.self, Demo.self, ProcessFile.self, Jobs.self, Doctor.self, SandboxCommand.self], defaultSubcommand: Serve.self)

    static func main() async {
        DecoderNoise.silence()
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand { try await asynchronous.run() } else { try command.run() }
        } catch {
            Exit.leave(with: error)
        }
    }
}
