import Foundation

/// Finds the folder of templates: as set, else beside the program or in the working directory.
enum Templates {
    static func directory(_ set: String?) throws(SettingsProblem) -> URL {
        if let set {
            guard isTemplates(URL(fileURLWithPath: set)) else { throw SettingsProblem("TEMPLATES_PATH", "\(set) holds no crm folder: point it at the templates folder") }
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

    private static func isTemplates(_ folder: URL) -> Bool {
        FileManager.default.fileExists(atPath: folder.appending(path: "crm").path)
    }
}
