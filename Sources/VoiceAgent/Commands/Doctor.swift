import ArgumentParser
import Foundation
import Storage

/// `voice-agent doctor`: settings, keys, storage, disk, portals, providers, codecs; each line ok or why not.
struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Check settings, storage, disk, portals, providers and codecs; every line says ok or what to do.")

    @OptionGroup var options: ConfigOption

    func run() async throws {
        let (settings, problems) = try await options.reading()
        var lines = [DoctorLine(verdict: .ok, subject: "voice-agent", detail: ProductVersion.number)]
        lines += DotEnvCheck(path: ConfigOption.dotEnv).lines
        lines += Self.strays(ProcessInfo.processInfo.environment) + options.fileStrays().map(Self.line)
        lines += Self.lines(problems)
        // A setting that cannot be used is judged once.
        let named = Set(problems.compactMap(\.key))
        lines += (SettingsCheck(settings: settings).lines + Self.templates(settings) + StorageCheck(settings: settings).lines).filter { !named.contains($0.subject) }
        lines += await PortalCheck.lines(settings)
        lines += await ProviderCheck(settings: settings).lines()
        lines += CodecCheck.lines()
        for line in lines { print(line.text) }
        if lines.contains(where: { $0.verdict == .bad }) { throw ExitCode(Exit.settings) }
    }

    /// What the settings cannot be used for, each setting by its name.
    static func lines(_ problems: [SettingsProblem]) -> [DoctorLine] {
        problems.map { DoctorLine(verdict: .bad, subject: $0.key ?? "Settings", detail: $0.cure) }
    }

    static func strays(_ environment: [String: String]) -> [DoctorLine] { StrayVariables.found(in: environment).map(line) }

    static func templates(_ settings: Settings) -> [DoctorLine] {
        do {
            let folder = try Templates.directory(settings.templates)
            let problems = Templates.problems(in: folder)
            return problems.isEmpty ? [DoctorLine(verdict: .ok, subject: "Templates", detail: "all of them can be used")] : lines(problems)
        } catch {
            return lines([error])
        }
    }

    private static func line(_ finding: StrayVariables.Finding) -> DoctorLine {
        DoctorLine(verdict: .warn, subject: "Environment", detail: finding.detail)
    }
}
