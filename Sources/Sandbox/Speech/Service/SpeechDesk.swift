/// Answers checked requests of the stand-in services.
struct SpeechDesk: Sendable {
    let recogniser: MatchedFilterRecogniser
    private let queue = ListeningQueue()

    init(recogniser: MatchedFilterRecogniser) { self.recogniser = recogniser }

    func answer(_ ask: SpeechAsk, _ entry: inout SpeechRequestLog.Entry) async throws(ServiceRefusal) -> SpeechAnswer {
        guard let body = ask.body else { throw .tooLarge }
        switch (ask.method, ask.endpoint) {
        case ("POST", .transcriptions): return try await transcription(ask, body, &entry)
        case ("POST", .chat): return try chat(body, &entry)
        case ("GET", .models) where ask.path == "/v1/models": return .json(SandboxModel.list)
        case ("GET", .models): return .json(try model(String(ask.path.dropFirst("/v1/models/".count))))
        default: throw .unknownAddress(ask.method, ask.path)
        }
    }

    private func transcription(
        _ ask: SpeechAsk, _ body: [UInt8], _ entry: inout SpeechRequestLog.Entry
    ) async throws(ServiceRefusal) -> SpeechAnswer {
        let upload = try UploadForm(contentType: ask.contentType, body: body)
        for part in upload.parts {
            if part.name == "file" {
                entry.fileName = part.fileName
                entry.fileBytes = part.body.count
            } else {
                entry.fields[part.name, default: []].append(part.text)
            }
        }
        entry.model = entry.fields["model"]?.first
        let form = try TranscriptionForm(upload)
        entry.streams = form.streams
        switch await queue.listen(form.file.body, recogniser: recogniser) {
        case .failure(let problem):
            throw .invalid(
                "Audio file might be corrupted or unsupported. \(problem.description)", parameter: "file", code: "invalid_value")
        case .success(let heard):
            entry.audioSeconds = heard.seconds
            try form.check(seconds: heard.seconds)
            let names = try await names(of: form)
            let text = HeardText(heard.finds, catalogue: recogniser.book.catalogue)
            return TranscriptionAnswer(heard: text, seconds: heard.seconds, form: form, names: names).answer
        }
    }

    /// What the voices of the samples are to be called.
    private func names(of form: TranscriptionForm) async throws(ServiceRefusal) -> [SandboxVoice: String] {
        var names: [SandboxVoice: String] = [:]
        for (name, wave) in form.speakers {
            guard case .success(let heard) = await queue.listen(wave, recogniser: recogniser), TranscriptionForm.sampleSeconds.contains(heard.seconds)
            else { throw .invalid("Known speaker references must be 2 to 10 seconds of audio.", parameter: "known_speaker_references") }
            let seconds = Dictionary(heard.finds.map { ($0.voice, $0.stop - $0.start) }, uniquingKeysWith: +)
            if let voice = seconds.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })?.key { names[voice] = name }
        }
        return names
    }

    private func chat(_ body: [UInt8], _ entry: inout SpeechRequestLog.Entry) throws(ServiceRefusal) -> SpeechAnswer {
        guard let json = ServiceJSON(bytes: body) else { throw .invalid("We could not parse the JSON body of your request.") }
        entry.model = json["model"].text
        let ask = try ChatAsk(json)
        entry.messages = ask.messages.map { ($0.role, $0.text) }
        entry.schemaName = ask.schema?.name
        entry.streams = ask.streams
        return ChatAnswer(ask: ask, content: LanguageRules.reply(to: ask)).answer
    }

    private func model(_ id: String) throws(ServiceRefusal) -> ServiceJSON {
        guard let model = SandboxModel.list["data"].items.first(where: { $0["id"].text == id }) else { throw .unknownModel(id) }
        return model
    }
}
