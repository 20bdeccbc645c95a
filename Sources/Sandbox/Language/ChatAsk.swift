/// A checked request for a chat completion. Stricter than the real service where that forgives: unknown keys are refused, so that a typing error in a
/// request does not go unnoticed.
struct ChatAsk: Sendable {
    struct Message: Sendable {
        let role: String
        let text: String
    }

    struct Schema: Sendable {
        let name: String
        let json: ServiceJSON
    }

    let model: String
    let messages: [Message]
    let schema: Schema?
    let wantsJSON: Bool
    let streams: Bool
    let wantsUsage: Bool

    /// Messages of one request, and bytes of all their texts.
    static let messagesMax = 500
    static let textMax = 2_000_000
    private static let keys: Set<String> = [
        "model", "messages", "temperature", "top_p", "n", "stream", "stream_options", "stop", "max_tokens", "max_completion_tokens",
        "presence_penalty", "frequency_penalty", "logit_bias", "logprobs", "top_logprobs", "user", "safety_identifier", "seed", "tools",
        "tool_choice", "parallel_tool_calls", "response_format", "reasoning_effort", "service_tier", "store", "metadata", "prediction",
        "prompt_cache_key", "prompt_cache_options", "prompt_cache_retention", "verbosity", "modalities", "audio", "web_search_options",
    ]
    private static let efforts: Set<String> = ["none", "minimal", "low", "medium", "high", "xhigh", "max"]

    init(_ body: ServiceJSON) throws(ServiceRefusal) {
        guard case .object(let members) = body else { throw .invalid("We could not parse the JSON body of your request. An object is expected.") }
        if let unknown = members.keys.sorted().first(where: { !Self.keys.contains($0) }) {
            throw .invalid("Unrecognized request argument supplied: \(unknown)", parameter: unknown, code: "unknown_parameter")
        }
        guard let model = body["model"].text, !model.isEmpty else { throw .invalid("you must provide a model parameter", parameter: "model") }
        guard let abilities = SandboxModel.chat(model) else { throw .unknownModel(model) }
        self.model = model
        messages = try Self.messages(body["messages"])
        streams = try Self.flag(body["stream"], "stream")
        if !streams, !body["stream_options"].isNull {
            throw .invalid("The 'stream_options' parameter is only allowed when 'stream' is enabled.", parameter: "stream_options")
        }
        wantsUsage = try Self.flag(body["stream_options"]["include_usage"], "stream_options.include_usage")
        (schema, wantsJSON) = try Self.format(body["response_format"], messages)
        try Self.checkNumbers(body)
        try Self.check(body, model, abilities)
    }

    private static func messages(_ value: ServiceJSON) throws(ServiceRefusal) -> [Message] {
        guard !value.items.isEmpty, value.items.count <= messagesMax else {
            throw .invalid("Invalid 'messages': 1 to \(messagesMax) messages are expected.", parameter: "messages")
        }
        var messages: [Message] = []
        for (index, item) in value.items.enumerated() {
            guard let role = item["role"].text, ["system", "developer", "user", "assistant", "tool"].contains(role) else {
                throw .invalid("Invalid value for 'messages[\(index)].role'.", parameter: "messages[\(index)].role", code: "invalid_value")
            }
            guard let text = text(of: item["content"]) ?? (role == "assistant" && !item["tool_calls"].items.isEmpty ? "" : nil) else {
                throw .invalid("Invalid type for 'messages[\(index)].content'.", parameter: "messages[\(index)].content", code: "invalid_type")
            }
            messages.append(Message(role: role, text: text))
        }
        guard messages.reduce(0, { $0 + $1.text.utf8.count }) <= textMax else {
            throw .invalid("This model's maximum context length is exceeded.", parameter: "messages", code: "context_length_exceeded")
        }
        return messages
    }

    /// Content as a string or as text parts.
    private static func text(of content: ServiceJSON) -> String? {
        if let text = content.text { return text }
        guard !content.items.isEmpty, content.items.allSatisfy({ $0["type"].text == "text" && $0["text"].text != nil }) else { return nil }
        return content.items.compactMap { $0["text"].text }.joined(separator: "\n")
    }

    private static func flag(_ value: ServiceJSON, _ name: String) throws(ServiceRefusal) -> Bool {
        if value.isNull { return false }
        guard let flag = value.flag else { throw .invalid("Invalid type for '\(name)': expected a boolean.", parameter: name, code: "invalid_type") }
        return flag
    }

    private static func format(_ value: ServiceJSON, _ messages: [Message]) throws(ServiceRefusal) -> (Schema?, Bool) {
        switch value["type"].text {
        case nil where value.isNull, "text": return (nil, false)
        case "json_object":
            guard messages.contains(where: { $0.text.lowercased().contains("json") }) else {
                throw .invalid("'messages' must contain the word 'json' to use 'response_format' of type 'json_object'.", parameter: "messages")
            }
            return (nil, true)
        case "json_schema":
            let given = value["json_schema"]
            guard let name = given["name"].text, (1...64).contains(name.count),
                name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") })
            else { throw .invalid("Invalid 'response_format.json_schema.name'.", parameter: "response_format.json_schema.name") }
            if let unknown = given.members.keys.sorted().first(where: { !["name", "strict", "schema", "description"].contains($0) }) {
                throw .invalid("Unknown parameter: 'response_format.json_schema.\(unknown)'.", parameter: "response_format.json_schema.\(unknown)")
            }
            if given["strict"].flag == true, let fault = StrictSchema.fault(in: given["schema"]) {
                throw .invalid("Invalid schema for response_format '\(name)': \(fault)", parameter: "response_format", code: "invalid_json_schema")
            }
            return (Schema(name: name, json: given["schema"]), true)
        default: throw .invalid("Invalid value for 'response_format.type'.", parameter: "response_format.type", code: "invalid_value")
        }
    }

    private static func checkNumbers(_ body: ServiceJSON) throws(ServiceRefusal) {
        let ranges: [(String, ClosedRange<Double>)] = [
            ("temperature", 0...2), ("top_p", 0...1), ("n", 1...1), ("max_tokens", 1...1e6), ("max_completion_tokens", 1...1e6),
            ("presence_penalty", -2...2), ("frequency_penalty", -2...2),
        ]
        for (name, range) in ranges where !body[name].isNull {
            guard let value = body[name].double, range.contains(value) else {
                throw .invalid("Invalid value for '\(name)'.", parameter: name, code: "invalid_value")
            }
        }
        if !body["reasoning_effort"].isNull, !(body["reasoning_effort"].text.map(efforts.contains) ?? false) {
            throw .invalid("Invalid value for 'reasoning_effort'.", parameter: "reasoning_effort", code: "invalid_value")
        }
    }

    /// What reasoning models do not take.
    private static func check(_ body: ServiceJSON, _ model: String, _ abilities: SandboxModel.ChatAbilities) throws(ServiceRefusal) {
        guard abilities.reasons else {
            guard body["reasoning_effort"].isNull else {
                throw .invalid("Unrecognized request argument supplied: reasoning_effort", parameter: "reasoning_effort")
            }
            return
        }
        let thinks = body["reasoning_effort"].text != "none"
        if !body["max_tokens"].isNull {
            throw .invalid(
                "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.", parameter: "max_tokens",
                code: "unsupported_parameter")
        }
        if thinks, let temperature = body["temperature"].double, temperature != 1 {
            throw .invalid(
                "Unsupported value: 'temperature' does not support \(temperature) with this model. Only the default (1) value is supported.",
                parameter: "temperature", code: "unsupported_value")
        }
        if thinks, !body["tools"].items.isEmpty {
            throw .invalid("Function tools with \(model) need reasoning_effort 'none'.", parameter: "tools", code: "unsupported_value")
        }
    }
}
