import ArgumentParser
import Foundation
import Storage

/// `voice-agent jobs`: what is queued, done, ignored or dead; and dead jobs tried again. Works beside a running server and without one.
struct Jobs: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Look at the durable jobs and try dead ones again.", subcommands: [List.self, Show.self, Retry.self], defaultSubcommand: List.self)

    struct Options: ParsableArguments {
        @OptionGroup var config: ConfigOption
        @Flag(help: "Print JSON.") var json = false
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List jobs, the newest first.")
        @OptionGroup var options: Options
        @Option(help: "Only this state: ready, leased, done, ignored, dead, ended.") var state: String?
        @Option(help: "At most so many.") var limit = 200

        func run() async throws {
            if let state { _ = try JobBook.state(state) }
            guard (1...JobBook.listMax).contains(limit) else { throw Failure("--limit: write a number from 1 to \(JobBook.listMax)", code: Exit.usage) }
            let query = "limit=\(limit)" + (state.map { "&state=\($0)" } ?? "")
            let jobs: [JobBook.Entry] = try await JobAccess(options).read("/jobs?\(query)") { try await $0.list(state: state, limit: limit) }
            try JobPrinter(asJSON: options.json).print(jobs)
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show one job.")
        @OptionGroup var options: Options
        @Argument(help: "The job's number.") var id: Int64

        func run() async throws {
            let id = id
            let job: JobBook.Entry = try await JobAccess(options).read("/jobs/\(id)") { try await $0.job(id) }
            try JobPrinter(asJSON: options.json).print(job)
        }
    }

    struct Retry: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Make a dead job ready again.")
        @OptionGroup var options: Options
        @Argument(help: "The job's number.") var id: Int64

        func run() async throws {
            let id = id
            let job: JobBook.Entry = try await JobAccess(options).read("/jobs/\(id)/retry", method: "POST") { try await $0.retry(id) }
            try JobPrinter(asJSON: options.json).print(job)
        }
    }
}

/// Through the running server, or with the store itself when none runs.
struct JobAccess {
    let options: Jobs.Options

    init(_ options: Jobs.Options) { self.options = options }

    func read<T: Decodable>(_ path: String, method: String = "GET", _ direct: (JobBook) async throws -> T) async throws -> T {
        let settings = try await options.config.settings()
        let socket = ControlSocket.path(storage: settings.storagePath)
        if ControlClient.isServed(socket) { return try await ControlClient(socket: socket).ask(method, path) }
        guard Application.hasStorage(settings) else {
            throw Failure("there is no storage in \(settings.storagePath): start where the server is started, or set STORAGE_PATH", code: Exit.settings)
        }
        let store = try Application.openStore(settings, now: { Date() })
        defer { try? store.close() }
        return try await direct(JobBook(store: store))
    }
}

struct JobPrinter {
    let asJSON: Bool

    func print(_ jobs: [JobBook.Entry]) throws {
        guard !asJSON else { return try printJSON(jobs) }
        guard !jobs.isEmpty else { return Swift.print("no jobs") }
        for job in jobs { printLine(job) }
    }

    func print(_ job: JobBook.Entry) throws {
        guard !asJSON else { return try printJSON(job) }
        printLine(job)
    }

    private func printLine(_ job: JobBook.Entry) {
        Swift.print("\(job.id)  \(job.state)  \(job.kind)  \(job.key)  attempts \(job.attempts)" + (job.reason.map { "  \($0)" } ?? ""))
    }

    private func printJSON(_ value: some Encodable) throws {
        let encoder = JSONEncoder.sorted
        encoder.dateEncodingStrategy = .iso8601
        Swift.print(String(decoding: try encoder.encode(value), as: UTF8.self))
    }
}
