import HTTPTypes
import Hummingbird
import Providers
import ProvidersTestSupport
import Testing

@testable import Speech

@Suite("Recogniser chain")
struct RecogniserChainTests {
    private let good = #"{"text":"Да"}"#

    @Test("Nobody configured is said with the cure", arguments: [[], ["offline"], ["openai", "offline"]])
    func nobody(names: [String]) async throws {
        let settings = names.map {
            RecogniserSettings(ProviderSettings(name: $0, baseURL: $0 == "openai" ? ProviderSettings.openAIBaseURL : "", model: "m"))
        }
        try await withRecogniser(settings) { chain in
            #expect(chain.isEmpty)
            #expect(chain.name == "offline")
            let error = await #expect(throws: SpeechError.self) { try await chain.recognise(.sample()) }
            #expect(error == .nobody)
            #expect(error?.kind == .notConfigured)
            #expect(error?.description == "no local recogniser configured: name one in ASR_PROVIDERS and set <NAME>_BASE_URL")
            #expect(error?.isWorthRetrying == false)
        }
    }

    @Test(
        "A provider that fails in any way is followed by the next, and the answer names who gave it",
        arguments: [
            HTTPResponse.Status.badRequest, .unauthorized, .forbidden, .notFound, .contentTooLarge, .tooManyRequests, .internalServerError,
            .badGateway,
        ])
    func next(status: HTTPResponse.Status) async throws {
        let good = good
        try await LoopbackServer.run({ request, _ in
            request.path.hasPrefix("/v1/broken") ? .text("<html>", status: status, type: "text/html") : .text(good)
        }) { _, address in
            let settings: [RecogniserSettings] = [
                .local("\(address)/broken", name: "first"), .local(address, model: "base", name: "second"), .local("", name: "offline"),
            ]
            let recognition = try await withRecogniser(settings) { try await $0.recognise(.sample()) }
            #expect(recognition.provider == "second")
            #expect(recognition.model == "base")
        }
    }

    @Test("A provider that never answers leaves half of the time to the next")
    func silent() async throws {
        let good = good
        let time = TestClock()
        try await LoopbackServer.run({ request, _ in
            guard request.path.hasPrefix("/v1/silent") else { return .text(good) }
            time.advance(by: .seconds(30))
            return await .never()
        }) { _, address in
            let settings: [RecogniserSettings] = [.local("\(address)/silent", name: "first"), .local(address, name: "second")]
            let recognition = try await withRecogniser(settings, clock: time.clock) { try await $0.recognise(.sample(deadline: .seconds(60))) }
            #expect(recognition.provider == "second")
        }
    }

    @Test("When all fail every failure is told, the one that may pass decides, and no secret is shown")
    func all() async throws {
        try await LoopbackServer.run({ request, _ in
            request.path.hasPrefix("/v1/a")
                ? .text(#"{"error":{"message":"Incorrect API key provided: sk-secret","code":"invalid_api_key"}}"#, status: .unauthorized)
                : .text(#"{"detail":"busy with Ромашка"}"#, status: .serviceUnavailable)
        }) { _, address in
            try await withRecogniser([.local("\(address)/a", name: "first"), .local("\(address)/b", name: "second")]) { chain in
                let error = await #expect(throws: SpeechError.self) { try await chain.recognise(.sample(keywords: ["Ромашка"])) }
                #expect(error?.failures.all.map(\.kind) == [.unauthorised, .unavailable])
                #expect(error?.kind == .unavailable)
                #expect(error?.isWorthRetrying == true)
                #expect(
                    error?.description
                        == "second is in trouble: try again later, or name another provider in ASR_PROVIDERS (also first: unauthorised)")
                let shown = error.map { "\($0) \(String(reflecting: $0))" } ?? ""
                #expect(!shown.contains("sk-secret") && !shown.contains("Ромашка"))
            }
        }
    }

    @Test("After five failures a provider is left alone, and asked once more after ten seconds")
    func breaker() async throws {
        let time = TestClock()
        try await LoopbackServer.run({ _, _ in .text("", status: .internalServerError) }) { server, address in
            try await withRecogniser([.local(address)], clock: time.clock) { chain in
                for _ in 0..<7 { await #expect(throws: SpeechError.self) { try await chain.recognise(.sample()) } }
                #expect(server.received.count == 5)
                time.advance(by: .seconds(10))
                for _ in 0..<3 {
                    let error = await #expect(throws: SpeechError.self) { try await chain.recognise(.sample()) }
                    #expect(error?.isWorthRetrying == true)
                }
                #expect(server.received.count == 6)
            }
        }
    }

    @Test("A refused piece is not held against the provider", arguments: [HTTPResponse.Status.badRequest, .contentTooLarge])
    func refused(status: HTTPResponse.Status) async throws {
        try await LoopbackServer.run({ _, _ in .text("{}", status: status) }) { server, address in
            try await withRecogniser([.local(address)]) { chain in
                for _ in 0..<7 { await #expect(throws: SpeechError.self) { try await chain.recognise(.sample()) } }
                #expect(server.received.count == 7)
            }
        }
    }

    @Test("Capabilities tell what the first can do and what all can take")
    func capabilities() async throws {
        var small = TranscriptionModel.compatible
        small.maximumBytes = 1000
        let settings: [RecogniserSettings] = [.local("http://a", model: "whisper-1"), .local("http://b", record: small)]
        try await withRecogniser(settings) { chain in
            #expect(chain.capabilities.givesTimes)
            #expect(!chain.capabilities.givesSpeakers)
            #expect(chain.capabilities.maximumBytes == 1000)
            #expect(chain.name == "local/whisper-1, local/gpt-transcribe")
        }
    }

    @Test("Settings name the format of a compatible server")
    func format() throws {
        func list(_ format: String) throws(ProviderSettingsError) -> [RecogniserSettings] {
            let values = ["ASR_PROVIDERS": "box", "BOX_BASE_URL": "http://box/v1", "BOX_ASR_FORMAT": format]
            return try RecogniserSettings.list { values[$0] }
        }
        #expect(try list("verbose_json").first?.model?.format(wantsSpeakers: true) == .verboseJSON)
        #expect(try list("").first?.model == nil)
        #expect(try list("").first?.provider.model == "gpt-transcribe")
        #expect(throws: ProviderSettingsError(key: "BOX_ASR_FORMAT", cure: "must be json, verbose_json or diarized_json")) { try list("srt") }
    }
}
