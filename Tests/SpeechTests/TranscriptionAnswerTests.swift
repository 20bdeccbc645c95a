import Providers
import ProvidersTestSupport
import Testing

@testable import Speech

@Suite("Transcription answers")
struct TranscriptionAnswerTests {
    private func read(_ json: String) throws(FailureKind) -> TranscriptionAnswer {
        try TranscriptionAnswer(Array(json.utf8))
    }

    @Test("json: text and language, usage of either type or none, unknown fields")
    func json() throws {
        for usage in [#","usage":{"type":"duration","seconds":3}"#, #","usage":{"type":"tokens","total_tokens":3}"#, #","usage":null,"new":[1]"#, ""]
        {
            let answer = try read(#"{"text":" Здравствуйте. \n","languages":["ru"]\#(usage)}"#)
            #expect(answer.text == "Здравствуйте.")
            #expect(answer.language == "ru")
            #expect(answer.segments.isEmpty)
        }
    }

    @Test("verbose_json: segments with times, the language by its English name")
    func verbose() throws {
        let answer = try read(
            #"""
            {"task":"transcribe","language":"Russian","duration":4.2,"text":"Да. Нет.","words":[{"word":"Да","start":0,"end":1}],
             "segments":[{"id":0,"seek":0,"start":0,"end":1.5,"text":" Да.","tokens":[1],"avg_logprob":-0.1},
                         {"id":1,"start":2.0,"end":4.2,"text":" Нет."},{"id":2,"start":4.2,"end":4.2,"text":" "},{"id":3,"text":"без времени"},
                         {"id":4,"start":9,"end":8,"text":"назад"}]}
            """#)
        #expect(answer.language == "ru")
        #expect(answer.segments == [RecognisedSegment(start: 0, stop: 1.5, text: "Да."), RecognisedSegment(start: 2, stop: 4.2, text: "Нет.")])
    }

    @Test("diarized_json: speakers by letter, name or number")
    func diarized() throws {
        let answer = try read(
            #"""
            {"task":"transcribe","duration":3,"text":"Алло. Да.","segments":[
              {"type":"transcript.text.segment","id":"seg_0","start":0,"end":1,"text":"Алло.","speaker":"A"},
              {"type":"transcript.text.segment","id":"seg_1","start":1,"end":2,"text":"Да.","speaker":1}]}
            """#)
        #expect(answer.segments.map(\.speaker) == ["A", "1"])
    }

    @Test("Silence is an empty text, and missing text is made of the segments")
    func texts() throws {
        #expect(try read(#"{"text":""}"#).text == "")
        #expect(try read(#"{"segments":[{"start":0,"end":1,"text":"Да"},{"start":1,"end":2,"text":"нет"}]}"#).text == "Да нет")
    }

    @Test(
        "What is no transcription is unreadable",
        arguments: ["", "<html>Sign in</html>", "[]", "{}", #"{"text":null}"#, #"{"text":5}"#, #"{"text":"cut"#])
    func unreadable(body: String) {
        #expect(throws: FailureKind.unreadableAnswer) { try read(body) }
    }

    @Test("An error in an answer that says 200 is an error")
    func hiddenError() {
        #expect(throws: FailureKind.badRequest) { try read(#"{"error":"failed to read WAV file"}"#) }
    }

    @Test("A recognition is signed with provider and model, and falls back to the language asked for")
    func signed() async throws {
        try await LoopbackServer.run({ _, _ in .text(#"{"text":"Да"}"#) }) { _, address in
            let recognition = try await withRecogniser([.local(address, model: "base")]) { try await $0.recognise(.sample()) }
            #expect(recognition == Recognition(text: "Да", language: "ru", provider: "local", model: "base"))
        }
    }

    @Test("An answer over the limit is unreadable")
    func limit() async throws {
        let body = #"{"text":"\#(String(repeating: "а", count: TranscriptionAnswer.maximumBytes / 2))"}"#
        try await LoopbackServer.run({ _, _ in .text(body) }) { _, address in
            try await withRecogniser([.local(address)]) { chain in
                let error = await #expect(throws: SpeechError.self) { try await chain.recognise(.sample()) }
                #expect(error?.kind == .unreadableAnswer)
            }
        }
    }
}
