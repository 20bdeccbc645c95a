import AsyncHTTPClient
import Foundation
import NIOCore
import Synchronization

@testable import VoiceAgent

#if canImport(Glibc)
    import Glibc
#endif

/// `voice-agent serve` as a process of its own, which can be killed at any moment.
final class ServerProcess: Sendable {
    let environment: [String: String]
    /// Takes everything it prints; `nil` = nobody reads it.
    private let output: URL?
    private let running = Mutex<pid_t?>(nil)

    init(environment: [String: String], output: URL? = nil) {
        self.environment = environment
        self.output = output
    }

    deinit { kill() }

    /// Starts it and waits until it is ready.
    func start(url: String) async throws {
        let process = try Program.spawn(["serve"], environment: environment, output: output)
        running.withLock { $0 = process }
        _ = try await Patience(limit: 60).until("answer of the started server") { () async -> Bool? in
            (try? await HTTPClient.shared.execute(HTTPClientRequest(url: "\(url)/healthz"), timeout: .seconds(2))) == nil ? nil : true
        }
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
