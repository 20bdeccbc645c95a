import Foundation

/// Finds the folder of templates: as set, else beside the program or in the working directory.
enum Templates {
    static func directory(_ set: String?) throws(SettingsProblem) -> URL {
        if let set {
            guard isTemplates(URL(fileURLWithPath: set)) else { throw SettingsProblem("TEMPLATES_PATH", "\(set) holds no crm folder: point it at the templates folder") }
            return URL(fileURLWithPath: set, isDirectory: true)
        }
        var candidates = [URL(fileURLWithPath: "templates", isDirectory: true)]
        var folder = URL(fileURLWithPath: CommandLine.arguments.first ?? "").resolvingSymlinksInPath().deletingLastPathComponent()
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

    private static func isTemplates(_ folder: URL) -> Bool {
        FileManager.default.fileExists(atPath: folder.appending(path: "crm").path)
    }
}
