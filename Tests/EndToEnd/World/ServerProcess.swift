import AsyncHTTPClient
import Foundation
import NIOCore
import Synchronization

@testable import VoiceAgent

#if canImport(Glibc)
    import Glibc
#endif

/// `voice-agent serve` as a process of its own, which can be killed at any moment. Started by `posix_spawn` with every other descriptor closed: a listener or a
/// lock of the tests that lived on in it would change what they see.
final class ServerProcess: Sendable {
    private let environment: [String: String]
    /// Takes everything it prints; `nil` = nobody reads it.
    private let output: URL?
    private let running = Mutex<pid_t?>(nil)

    init(environment: [String: String], output: URL? = nil) {
        self.environment = environment
        self.output = output
    }

    deinit { kill() }

    /// The program beside the test bundle.
    private static var program: String {
        let bundle = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
        return URL(fileURLWithPath: bundle).deletingLastPathComponent().appending(path: "voice-agent").path
    }

    /// Starts it and waits until it is ready.
    func start(url: String) async throws {
        let process = try spawn()
        running.withLock { $0 = process }
        _ = try await Patience(limit: 60).until("answer of the started server") { () async -> Bool? in
            (try? await HTTPClient.shared.execute(HTTPClientRequest(url: "\(url)/healthz"), timeout: .seconds(2))) == nil ? nil : true
        }
    }

    private func spawn() throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        let sink = output?.path ?? "/dev/null"
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, sink, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO)
        // One that is closed meanwhile is passed over: closing what is not open is no error here.
        for open in try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap(Int32.init) where open > STDERR_FILENO {
            posix_spawn_file_actions_addclose(&actions, open)
        }
        let arguments: [UnsafeMutablePointer<CChar>?] = [Self.program, "serve"].map { (text: String) in strdup(text) } + [nil]
        let variables: [UnsafeMutablePointer<CChar>?] = environment.map { (key, value) in strdup("\(key)=\(value)") } + [nil]
        defer { for text in arguments + variables { free(text) } }
        var process: pid_t = 0
        let code = posix_spawn(&process, Self.program, &actions, nil, arguments, variables)
        guard code == 0 else { throw Failure("the server's process could not be started: errno \(code)") }
        return process
    }

    /// SIGKILL: no handler runs, nothing is flushed.
    func kill() {
        guard let process = taken() else { return }
        Glibc.kill(process, SIGKILL)
        var status: Int32 = 0
        waitpid(process, &status, 0)
    }

    /// SIGTERM, as a service manager stops it.
    /// - Returns: exit code, or -1 when a signal ended it, and the seconds it took.
    func stop() async -> (code: Int32, seconds: Double) {
        guard let process = taken() else { return (-1, 0) }
        let began = ContinuousClock.now
        Glibc.kill(process, SIGTERM)
        let status = try? await Patience(limit: 60).until("end of the server") { () -> Int32? in
            var status: Int32 = 0
            return waitpid(process, &status, WNOHANG) == process ? status : nil
        }
        // The low seven bits name a signal, the next eight the exit code.
        let code = status.map { $0 & 0x7F == 0 ? ($0 >> 8) & 0xFF : -1 } ?? -1
        return (code, (ContinuousClock.now - began) / .seconds(1))
    }

    private func taken() -> pid_t? {
        running.withLock { process in
            defer { process = nil }
            return process
        }
    }
}
