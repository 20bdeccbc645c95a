import Foundation
import Synchronization

@testable import VoiceAgent

/// `voice-agent serve` as a process of its own, which can be killed at any moment.
final class ServerProcess: Sendable {
    private let environment: [String: String]
    private let running = Mutex<Process?>(nil)

    init(environment: [String: String]) { self.environment = environment }

    deinit { kill() }

    /// The program beside the test bundle.
    private static var program: URL {
        let bundle = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
        return URL(fileURLWithPath: bundle).deletingLastPathComponent().appending(path: "voice-agent")
    }

    /// Starts it and waits until it is ready.
    func start(url: String) async throws {
        let process = Process()
        process.executableURL = Self.program
        process.arguments = ["serve"]
        process.environment = environment
        process.standardError = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        running.withLock { $0 = process }
        _ = try await Patience(limit: 60).until("answer of the started server") { () async -> Bool? in
            guard let address = URL(string: "\(url)/healthz") else { return nil }
            return (try? await URLSession.shared.data(from: address)) == nil ? nil : true
        }
    }

    /// SIGKILL: no handler runs, nothing is flushed.
    func kill() {
        running.withLock { process in
            if let process, process.isRunning { Foundation.kill(process.processIdentifier, SIGKILL) }
            process?.waitUntilExit()
            process = nil
        }
    }

    /// SIGTERM, as a service manager stops it.
    /// - Returns: exit code and seconds it took.
    func stop() -> (code: Int32, seconds: Double) {
        let process = running.withLock { process in
            defer { process = nil }
            return process
        }
        guard let process else { return (-1, 0) }
        let began = ContinuousClock.now
        process.terminate()
        process.waitUntilExit()
        return (process.terminationStatus, (ContinuousClock.now - began) / .seconds(1))
    }
}
