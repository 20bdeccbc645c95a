import Foundation

/// Where tests put files: in folders of this user alone. What a killed run has left is removed by the next.
enum Scratch {
    private static let prefix = "voice-agent-scratch-"

    private static let swept: Void = {
        let folder = FileManager.default.temporaryDirectory
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [] where name.hasPrefix(prefix) {
            guard let owner = name.dropFirst(prefix.count).split(separator: "-").first.flatMap({ pid_t($0) }) else { continue }
            if kill(owner, 0) != 0, errno == ESRCH { try? FileManager.default.removeItem(at: folder.appending(path: name)) }
        }
    }()

    /// A folder of its own; whoever asks removes it.
    static func make() throws -> URL {
        _ = swept
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "\(prefix)\(ProcessInfo.processInfo.processIdentifier)-\(UUID().uuidString)", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        return folder
    }
}
