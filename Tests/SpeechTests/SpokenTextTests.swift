import Testing

@testable import Speech

@Suite("A recogniser's text is cleaned")
struct SpokenTextTests {
    @Test("What follows a NUL is kept, and control characters become spaces")
    func controls() {
        let heard = Recognition(text: "добрый день\u{0000} соедините меня\u{0007}", segments: [.init(start: 0, stop: 1, text: "а\u{0000}б")], provider: "p", model: "m")
        #expect(heard.text == "добрый день  соедините меня ")
        #expect(heard.segments[0].text == "а б")
    }

    @Test("A text beyond the limit is cut at a character, an ordinary one is left as it is")
    func long() {
        let text = Recognition(text: String(repeating: "я", count: 100_000), provider: "p", model: "m").text
        #expect(text.utf8.count == SpokenText.bytesMax)
        #expect(Recognition(text: "Да, конечно.", provider: "p", model: "m").text == "Да, конечно.")
    }
}
