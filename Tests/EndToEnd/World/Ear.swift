import Sandbox
import Speech

/// The stand-in recogniser without its service.
struct Ear: Recogniser {
    let book: PhraseBook
    let name = "ear"

    func recognise(_ request: RecognitionRequest) async throws(SpeechError) -> Recognition {
        let finds = (try? MatchedFilterRecogniser(book: book).recognise(request.wave)) ?? []
        return Recognition(text: HeardText(finds, catalogue: book.catalogue).text, language: "ru", provider: name, model: name)
    }
}
