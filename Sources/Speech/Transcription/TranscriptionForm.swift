import Foundation

/// The form one model wants for one request: text fields first, the file last, lists as repeated `name[]`.
struct TranscriptionForm {
    /// Keywords beyond this are left out.
    static let maximumKeywords = 100
    /// A prompt of keywords is cut to this many characters (whisper reads 224 tokens).
    static let maximumPromptCharacters = 400

    let name: String
    let model: TranscriptionModel
    let request: RecognitionRequest

    var format: TranscriptionModel.Format { model.format(wantsSpeakers: request.wantsSpeakers) }

    func multipart(boundary: String) -> MultipartForm {
        var form = MultipartForm(boundary: boundary)
        form.add("model", name)
        form.add("response_format", format.rawValue)
        addLanguage(to: &form)
        addHints(to: &form)
        if format == .verboseJSON, model.takesGranularities { form.add("timestamp_granularities", list: ["segment"]) }
        if let limit = model.chunksOver, request.seconds > limit { form.add("chunking_strategy", "auto") }
        addVoices(to: &form)
        form.add("file", file: request.wave, named: "piece.wav", type: "audio/wav")
        form.close()
        return form
    }

    private func addLanguage(to form: inout MultipartForm) {
        guard let language = request.language, !language.isEmpty else { return }
        switch model.language {
        case .single: form.add("language", language)
        case .list: form.add("languages", list: [language])
        }
    }

    /// Names and samples as data URLs, in the same order.
    private func addVoices(to form: inout MultipartForm) {
        guard format == .diarizedJSON else { return }
        let voices = Array(request.voices.prefix(model.voicesMax))
        form.add("known_speaker_names", list: voices.map(\.name))
        form.add("known_speaker_references", list: voices.map { "data:audio/wav;base64," + Data($0.wave).base64EncodedString() })
    }

    private func addHints(to form: inout MultipartForm) {
        let words = request.keywords.filter { !$0.isEmpty }.prefix(Self.maximumKeywords)
        guard !words.isEmpty else { return }
        switch model.hints {
        case .none: break
        case .keywords: form.add("keywords", list: Array(words))
        case .prompt: form.add("prompt", prompt(of: words))
        }
    }

    private func prompt(of words: ArraySlice<String>) -> String {
        var prompt = ""
        for word in words where prompt.count + word.count + 2 <= Self.maximumPromptCharacters {
            prompt += prompt.isEmpty ? word : ", \(word)"
        }
        return prompt
    }
}
