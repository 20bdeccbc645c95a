import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle
import Synchronization

/// The stand-in speech and language services in OpenAI's shapes on the loopback interface. Every answer says `x-sandbox: stand-in`.
///
/// Requests are judged as strictly as OpenAI's specification of POST /v1/audio/transcriptions and POST /v1/chat/completions allows. Of audio files only
/// 16-bit PCM WAV is read: other kinds pass the check of their name and are then refused as unreadable.
package final class SandboxSpeechService: Service {
    private let configuration: SandboxSpeechConfiguration
    private let desk: SpeechDesk
    private let state: Mutex<State>

    private struct State {
        var faults: SpeechFaultPlan
        var log = SpeechRequestLog()
        var answers = 0
        var port: Int?
        var waiting: [CheckedContinuation<Int, Never>] = []
    }

    /// Bytes of a request's body that are read at all: a file of the largest size and its form.
    static let bodyMax = TranscriptionForm.fileBytesMax + 1_048_576

    package init(configuration: SandboxSpeechConfiguration, book: PhraseBook) {
        self.configuration = configuration
        desk = SpeechDesk(recogniser: MatchedFilterRecogniser(book: book))
        state = Mutex(State(faults: configuration.faults))
    }

    /// The port in use, as soon as connections are accepted; 0 when it could not be opened.
    package var port: Int {
        get async {
            await withCheckedContinuation { continuation in
                let known = state.withLock { state -> Int? in
                    if state.port == nil { state.waiting.append(continuation) }
                    return state.port
                }
                if let known { continuation.resume(returning: known) }
            }
        }
    }

    /// Base address for clients, such as `http://127.0.0.1:40123/v1`.
    package var baseURL: String {
        get async { "http://127.0.0.1:\(await port)/v1" }
    }

    /// What was asked so far.
    package var log: [SpeechRequestLog.Entry] { state.withLock { $0.log.entries } }

    /// Changes what goes wrong from now on.
    package func plan(_ change: (inout SpeechFaultPlan) -> Void) { state.withLock { change(&$0.faults) } }

    package func run() async throws {
        var logger = Logger(label: "sandbox.speech")
        logger.logLevel = .error
        let application = Application(
            responder: SpeechResponder(service: self),
            configuration: .init(address: .hostname("127.0.0.1", port: configuration.port)),
            onServerRunning: { [self] channel in opened(channel.localAddress?.port ?? 0) },
            logger: logger)
        // Whoever waits for the port must not wait for one that never opens.
        defer { opened(0) }
        try await application.run()
    }

    private func opened(_ port: Int) {
        let waiting = state.withLock { state in
            defer { state.waiting = [] }
            if state.port == nil { state.port = port }
            return state.waiting
        }
        for continuation in waiting { continuation.resume(returning: port) }
    }

    /// Answers one request, with the fault planned for it, and writes it down.
    func answer(_ ask: SpeechAsk) async -> (answer: SpeechAnswer, pause: SpeechPause) {
        let fault = state.withLock { $0.faults.next(ask.endpoint) }
        var entry = SpeechRequestLog.Entry(endpoint: ask.endpoint, method: ask.method, path: ask.path)
        var answer: SpeechAnswer
        do throws(ServiceRefusal) {
            try ask.authorise(configuration.apiKey)
            answer = try await desk.answer(ask, &entry)
        } catch {
            answer = error.answer
        }
        if let fault {
            entry.fault = fault
            answer = answer.spoiled(by: fault) ?? answer
        }
        entry.status = answer.status
        let number = state.withLock { state in
            state.log.append(entry)
            state.answers += 1
            return state.answers
        }
        answer.headers["x-request-id"] = "req_sandbox_\(number)"
        return (answer, SpeechPause(ask.endpoint, fault: fault, latency: configuration.latency, sleep: configuration.sleep))
    }
}
