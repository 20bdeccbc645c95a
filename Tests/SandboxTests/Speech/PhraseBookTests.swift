import Sandbox
import Testing

@Suite("The phrase book")
struct PhraseBookTests {
    @Test("Listening to speech takes a small part of its length")
    func speed() async throws {
        let book = try await SharedBook.book
        let rendered = try #require(try await SharedBook.rendered(.newClient, seed: 21))
        let piece = rendered.wave.mono.part(from: 0, to: 10)
        let recogniser = MatchedFilterRecogniser(book: book)
        let start = ContinuousClock.now
        let heard = try recogniser.recognise(piece)
        let elapsed = ContinuousClock.now - start
        #expect(!heard.isEmpty)
        print("10 s of speech took \(elapsed), book of \(book.clips.values.map(\.count).reduce(0, +)) clips")
        #expect(elapsed < .seconds(6))
    }
}
