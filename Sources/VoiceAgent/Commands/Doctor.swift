import ArgumentParser
import Foundation
import Storage

/// `voice-agent doctor`: settings, keys, storage, portal, providers, tools; each line ok or why not.
struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Check settings, storage, portals and providers; every line says ok or what to do.")

    @OptionGroup var options: ConfigOption

    func run() async throws {
        let settings = try await options.settings()
        var lines = DotEnvCheck(path: ".env").lines
        lines += SettingsCheck(settings: settings).lines
        lines += StorageCheck(settings: settings).lines
        lines += await ProviderCheck(settings: settings).lines()
        for line in lines { print(line.text) }
        if lines.contains(where: { $0.verdict == .bad }) { throw ExitCode(Exit.settings) }
    }
}

/// One line of the doctor's report.
struct DoctorLine: Sendable, Equatable {
    enum Verdict: String, Sendable { case ok, warn, bad }
    let verdict: Verdict
    let subject: String
    let detail: String

    var text: String { "\(verdict == .ok ? "ok  " : verdict == .warn ? "warn" : "BAD ")  \(subject): \(detail)" }
}
