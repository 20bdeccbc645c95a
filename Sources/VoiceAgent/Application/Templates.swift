import CallDesk
import Dialog
import Foundation
import Web

/// Finds the folder of templates: as set, else beside the program or in the working directory.
enum Templates {
    static func directory(_ set: String?) throws(SettingsProblem) -> URL {
        if let set {
            guard isTemplates(URL(fileURLWithPath: set)) else {
                throw SettingsProblem("TEMPLATES_PATH", "there is no folder \(set) with a folder crm in it: point it at the templates folder")
            }
            return URL(fileURLWithPath: set, isDirectory: true)
        }
        var candidates = [URL(fileURLWithPath: "templates", isDirectory: true)]
        // Found through the PATH, the program's first argument is no path: the system knows better.
        let program = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments.first ?? ""
        var folder = URL(fileURLWithPath: program).resolvingSymlinksInPath().deletingLastPathComponent()
        // bin/voice-agent beside share/..., or .build/<triple>/<configuration>/voice-agent inside a checkout.
        for _ in 0..<4 {
            candidates.append(folder.appending(path: "templates", directoryHint: .isDirectory))
            folder.deleteLastPathComponent()
        }
        guard let found = candidates.first(where: isTemplates) else {
            throw SettingsProblem("TEMPLATES_PATH", "the templates folder was not found beside the program: set its path")
        }
        return found
    }

    /// The folder, once everything in it that the server needs can be used.
    static func checked(_ set: String?) throws(SettingsProblem) -> URL {
        let folder = try directory(set)
        if let first = problems(in: folder).first { throw first }
        return folder
    }

    /// What is missing or broken in the folder, a line for each part.
    static func problems(in folder: URL) -> [SettingsProblem] {
        var parts: [() throws -> Void] = [
            { _ = try CRMTexts(directory: folder.appending(path: "crm")) },
            { _ = try PhraseBase(files: CRMTexts.languages.map { folder.appending(path: "objections/\($0).yaml") }) },
            { try WebTemplates.check(in: folder) },
        ]
        parts += CRMTexts.languages.map { language in { _ = try Reading.prompt(language, folder) } }
        return parts.compactMap { part in
            do {
                try part()
                return nil
            } catch {
                return SettingsProblem("TEMPLATES_PATH", "\(error)")
            }
        }
    }

    private static func isTemplates(_ folder: URL) -> Bool {
        FileManager.default.fileExists(atPath: folder.appending(path: "crm").path)
    }
}
