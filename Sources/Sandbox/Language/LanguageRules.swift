/// What the stand-in language service answers: by rules, from the messages alone.
enum LanguageRules {
    /// The content of the answer: JSON in the schema's shape, or plain text.
    static func reply(to ask: ChatAsk) -> String {
        let reading = CallReading(transcript(ask))
        if let schema = ask.schema {
            let known = reading.transcript.lines.isEmpty ? spoken(ask) : reading.known
            return SchemaFiller(schema: schema.json).filled(with: known).compact
        }
        if ask.wantsJSON { return reading.known.compact }
        return reading.transcript.lines.isEmpty ? small(ask) : reading.prose
    }

    /// The transcript of the user's messages; instructions count only when it is there, since they may hold examples.
    private static func transcript(_ ask: ChatAsk) -> TranscriptLines {
        let own = TranscriptLines(ask.messages.filter { $0.role == "user" }.map(\.text))
        return own.lines.isEmpty ? TranscriptLines(ask.messages.filter { $0.role != "assistant" }.map(\.text)) : own
    }

    /// The last thing the user said, read as a call of one line: for structured answers during a conversation.
    private static func spoken(_ ask: ChatAsk) -> ServiceJSON {
        let last = ask.messages.last { $0.role == "user" }?.text ?? ""
        let line = last.split(whereSeparator: \.isNewline).joined(separator: " ")
        let reading = CallReading(TranscriptLines(["1 client: \(line)"]))
        return .object(reading.known.members.merging(["reply": .string(small(ask)), "text": .string(small(ask))], uniquingKeysWith: { own, _ in own }))
    }

    /// A short answer in a conversation.
    private static func small(_ ask: ChatAsk) -> String {
        let last = ask.messages.last { $0.role == "user" }?.text ?? ""
        let reading = CallReading(TranscriptLines(["1 client: \(last.split(whereSeparator: \.isNewline).joined(separator: " "))"]))
        if reading.wantsPerson != nil { return "Хорошо, соединяю вас с менеджером." }
        if let objection = reading.objections.first {
            return objection.finding.name == "price" ? "Понимаю вас. В цену входит поддержка." : "Понимаю вас. Давайте вернёмся к этому позже."
        }
        if let name = reading.name { return "Очень приятно, \(name.value). Расскажите, что вас интересует?" }
        if reading.need != nil { return "Понял вас. На какой срок вы рассчитываете?" }
        return "Понял вас. Расскажите, пожалуйста, подробнее."
    }
}
