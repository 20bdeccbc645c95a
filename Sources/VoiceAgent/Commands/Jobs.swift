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
            let job: JobBook.Entry = try await JobAccess(options).read("/jobs/\(id)") { book in
                guard let job = try await book.job(id) else { throw Failure("there is no job \(id)") }
                return job
            }
            try JobPrinter(asJSON: options.json).print(job)
        }
    }

    struct Retry: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Make a dead job ready again.")
        @OptionGroup var options: Options
        @Argument(help: "The job's number.") var id: Int64

        func run() async throws {
            let id = id
            let _: [String: Int64] = try await JobAccess(options).read("/jobs/\(id)/retry", method: "POST") { book in
                guard try await book.retry(id) else { throw Failure("job \(id) is not dead: only dead jobs are tried again") }
                return ["retried": id]
            }
            print("job \(id) is ready again")
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
        if ControlClient.isServed(socket), let answer = try? await ControlClient(socket: socket).request(method, path) {
            guard answer.status == 200 else { throw Failure("the server answered \(answer.status): there is no such job, or it is not dead") }
            return try JSONDecoder().decode(T.self, from: answer.body)
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
