/// The body of POST /chat/completions for one request to one model (CreateChatCompletionRequest).
struct ChatBody {
    let model: String
    let traits: ModelTraits
    let request: ChatRequest
    /// Only for a request with a schema.
    let form: StructuredForm
    let isStream: Bool

    var json: String {
        var body = JSONText()
        body.set("model", model)
        body.set("messages", raw: JSONText.array(messages.map(Self.json)))
        if let schema = request.schema { addFormat(schema, to: &body) }
        if let effort = traits.effort { body.set("reasoning_effort", (request.effort ?? effort).rawValue) }
        body.set(traits.tokenLimit.rawValue, request.maxTokens)
        if traits.takesTemperature, let temperature = request.temperature { body.set("temperature", temperature) }
        if traits.takesExtras, let key = request.cacheKey { body.set("prompt_cache_key", key) }
        body.set("stream", isStream)
        if isStream, traits.takesExtras {
            body.set("stream_options", raw: #"{"include_usage":true,"include_obfuscation":false}"#)
        }
        return body.text
    }

    private var messages: [ChatMessage] {
        guard let schema = request.schema, form != .jsonSchema else { return request.messages }
        let place = request.messages.firstIndex { $0.role != .system } ?? request.messages.endIndex
        var messages = request.messages
        let instruction = StructuredForm.instruction(schema)
        // Many chat templates take one system message only, at the very beginning.
        if place > 0 {
            messages[place - 1].content += "\n\n\(instruction)"
        } else {
            messages.insert(ChatMessage(.system, instruction), at: 0)
        }
        return messages
    }

    private func addFormat(_ schema: ChatSchema, to body: inout JSONText) {
        switch form {
        case .jsonSchema:
            var description = JSONText()
            description.set("name", schema.name)
            description.set("strict", true)
            description.set("schema", raw: schema.json)
            body.set("response_format", raw: #"{"type":"json_schema","json_schema":\#(description.text)}"#)
        case .jsonObject:
            body.set("response_format", raw: #"{"type":"json_object"}"#)
        case .plain:
            break
        }
    }

    private static func json(_ message: ChatMessage) -> String {
        var text = JSONText()
        text.set("role", message.role.rawValue)
        text.set("content", message.content)
        return text.text
    }
}
