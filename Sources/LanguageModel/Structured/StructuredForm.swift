/// How a model is told to answer by a schema, from the strictest to what everybody understands.
package enum StructuredForm: String, Sendable, Hashable {
    /// `response_format: json_schema`, strict.
    case jsonSchema = "json_schema"
    /// `response_format: json_object`, the schema in the messages.
    case jsonObject = "json_object"
    /// The schema in the messages, nothing else.
    case plain

    /// What to try after this one was refused.
    package var next: StructuredForm? {
        switch self {
        case .jsonSchema: .jsonObject
        case .jsonObject: .plain
        case .plain: nil
        }
    }

    /// The message that stands in for a schema the server does not take.
    static func instruction(_ schema: ChatSchema) -> String {
        "Answer with one JSON object that matches this JSON Schema, and with nothing else:\n\(schema.json)"
    }
}

/// Takes the JSON out of an answer that was asked for in words: models like to fence it.
enum FencedJSON {
    /// The text between the first and the last brace or bracket of its kind; the text itself if there is none.
    static func unwrapped(_ text: String) -> String {
        guard let start = text.firstIndex(where: { $0 == "{" || $0 == "[" }) else { return text }
        let closing: Character = text[start] == "{" ? "}" : "]"
        guard let stop = text.lastIndex(of: closing), stop > start else { return text }
        return String(text[start...stop])
    }
}
