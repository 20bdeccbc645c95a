import Foundation
import Synchronization

@testable import VoiceAgent

#if canImport(Glibc)
    import Glibc
#endif

/// One run of a command of the built program.
final class CommandRun: Sendable {
    struct End: Sendable {
        /// -1 when a signal ended it.
        let code: Int32
        let output: String
        let errors: String
    }

    private let folder: URL
    private let running: Mutex<pid_t?>

    init(_ arguments: [String], environment: [String: String]) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "voice-agent-command-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        running = Mutex(
            try Program.spawn(arguments, environment: environment, output: folder.appending(path: "output"), errors: folder.appending(path: "errors")))
    }

    deinit {
        kill()
        try? FileManager.default.removeItem(at: folder)
    }

    /// SIGKILL.
    func kill() {
        let process = running.withLock { process in
            defer { process = nil }
            return process
        }
        guard let process else { return }
        Glibc.kill(process, SIGKILL)
        var status: Int32 = 0
        waitpid(process, &status, 0)
    }

    /// Waits for its end.
    func end() async throws -> End {
        let status = try await Patience(limit: 120).until("end of the command") { () -> Int32? in
            self.running.withLock { process in
                var status: Int32 = 0
                guard let id = process, waitpid(id, &status, WNOHANG) == id else { return nil }
                process = nil
                return status
            }
        }
        // The low seven bits name a signal, the next eight the exit code.
        return End(code: status & 0x7F == 0 ? (status >> 8) & 0xFF : -1, output: text("output"), errors: text("errors"))
    }

    private func text(_ name: String) -> String { (try? String(contentsOf: folder.appending(path: name), encoding: .utf8)) ?? "" }
}
