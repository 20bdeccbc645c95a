import Foundation
import Providers

/// What a server sends, in one piece (`chat.completion`) or in many (`chat.completion.chunk`); everything else it adds is passed over.
struct ChatPayload: Sendable {
    /// Text of the first choice in this piece.
    var text = ""
    /// The model declined.
    var isRefusal = false
    /// A fragment of a tool call came. None are asked for, but some models make them up.
    var hasToolCall = false
    var finish: FinishReason?
    var promptTokens: Int?
    var completionTokens: Int?
    /// False for the bookkeeping piece at the end of a stream.
    var hasChoice = false

    /// Throws `unreadableAnswer` for what is no JSON object, and what an error inside a good answer means.
    init(_ body: [UInt8]) throws(FailureKind) {
        guard let fields = try? JSONDecoder().decode(Fields.self, from: Data(body)) else { throw .unreadableAnswer }
        if fields.hasError { throw ErrorAnswer(status: fields.errorStatus, body: body).kind }
        promptTokens = fields.usage?.prompt_tokens
        completionTokens = fields.usage?.completion_tokens
        guard let choice = fields.choices.first else { return }
        hasChoice = true
        finish = choice.finish.map(FinishReason.init)
        let message = choice.message
        text = message?.content ?? ""
        isRefusal = text.isEmpty && message?.refusal?.isEmpty == false
        hasToolCall = message?.hasToolCall == true
    }
}

private struct Fields: Decodable {
    struct Usage: Decodable {
        var prompt_tokens: Int?
        var completion_tokens: Int?
    }

    private struct Problem: Decodable {
        var code: Int?

        enum Key: String, CodingKey { case code }

        init(from decoder: any Decoder) throws {
            code = try? decoder.container(keyedBy: Key.self).decode(Int.self, forKey: .code)
        }
    }

    var choices: [Choice]
    var usage: Usage?
    var hasError: Bool
    /// vLLM puts the HTTP status into `code`; else the trouble is the server's unless its words say otherwise.
    var errorStatus: Int

    enum Key: String, CodingKey { case choices, usage, error }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        choices = (try? fields.decode([Choice].self, forKey: .choices)) ?? []
        usage = try? fields.decode(Usage.self, forKey: .usage)
        hasError = fields.contains(.error) && (try? fields.decodeNil(forKey: .error)) != true
        let code = try? fields.decode(Problem.self, forKey: .error).code
        errorStatus = code.flatMap { (400..<600).contains($0) ? $0 : nil } ?? 500
    }
}

private struct Choice: Decodable {
    var message: Message?
    var finish: String?

    enum Key: String, CodingKey { case delta, message, finish_reason }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        message = (try? fields.decode(Message.self, forKey: .delta)) ?? (try? fields.decode(Message.self, forKey: .message))
        finish = try? fields.decode(String.self, forKey: .finish_reason)
    }
}

private struct Message: Decodable {
    var content: String?
    var refusal: String?
    var hasToolCall: Bool

    enum Key: String, CodingKey { case content, refusal, tool_calls, function_call }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        content = try? fields.decode(String.self, forKey: .content)
        refusal = try? fields.decode(String.self, forKey: .refusal)
        hasToolCall = [Key.tool_calls, .function_call].contains { fields.contains($0) && (try? fields.decodeNil(forKey: $0)) != true }
    }
}
