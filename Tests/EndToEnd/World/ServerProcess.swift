import AsyncHTTPClient
import Foundation
import NIOCore
import Synchronization

@testable import VoiceAgent

/// `voice-agent serve` as a process of its own, which can be killed at any moment.
final class ServerProcess: Sendable {
    private struct Life: Sendable {
        let process: Process
        /// Opens when the process is gone.
        let ended: Ready
    }

    private let environment: [String: String]
    /// Takes everything it prints; `nil` = nobody reads it.
    private let output: URL?
    private let running = Mutex<Life?>(nil)

    init(environment: [String: String], output: URL? = nil) {
        self.environment = environment
        self.output = output
    }

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
        let sink = try output.map(Self.appending) ?? FileHandle.nullDevice
        process.standardError = sink
        process.standardOutput = sink
        let ended = Ready()
        process.terminationHandler = { _ in ended.open() }
        try process.run()
        running.withLock { $0 = Life(process: process, ended: ended) }
        _ = try await Patience(limit: 60).until("answer of the started server") { () async -> Bool? in
            (try? await HTTPClient.shared.execute(HTTPClientRequest(url: "\(url)/healthz"), timeout: .seconds(2))) == nil ? nil : true
        }
    }

    private static func appending(_ file: URL) throws -> FileHandle {
        if !FileManager.default.fileExists(atPath: file.path) { try Data().write(to: file) }
        let handle = try FileHandle(forWritingTo: file)
        try handle.seekToEnd()
        return handle
    }

    /// SIGKILL: no handler runs, nothing is flushed.
    func kill() {
        running.withLock { life in
            if let process = life?.process, process.isRunning { Foundation.kill(process.processIdentifier, SIGKILL) }
            life?.process.waitUntilExit()
            life = nil
        }
    }

    /// SIGTERM, as a service manager stops it.
    /// - Returns: exit code and seconds it took.
    func stop() async -> (code: Int32, seconds: Double) {
        let life = running.withLock { life in
            defer { life = nil }
            return life
        }
        guard let life else { return (-1, 0) }
        let began = ContinuousClock.now
        life.process.terminate()
        await life.ended.wait()
        return (life.process.terminationStatus, (ContinuousClock.now - began) / .seconds(1))
    }
}
