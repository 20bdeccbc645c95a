/// A whole answer.
package struct ChatReply: Sendable, Hashable {
    /// The text; for a request with a schema, JSON without fences around it.
    package var text: String
    /// Why it ended.
    package var finish: FinishReason
    /// Tokens of the question, if told.
    package var promptTokens: Int?
    /// Tokens of the answer, if told.
    package var completionTokens: Int?
    /// The provider that answered.
    package var provider: String
    /// The model that was asked.
    package var model: String

    /// An answer signed by its provider and model.
    package init(
        text: String, finish: FinishReason, promptTokens: Int? = nil, completionTokens: Int? = nil, provider: String, model: String
    ) {
        self.text = text
        self.finish = finish
        self.promptTokens = promptTokens
        self.completionTokens = completionTokens
        self.provider = provider
        self.model = model
    }
}

/// A piece of a streamed answer.
package enum ChatDelta: Sendable, Hashable {
    /// More text, never empty.
    case text(String)
    /// The end; `text` of the reply is everything that came.
    case finished(ChatReply)
}

/// Why an answer ended.
package enum FinishReason: String, Sendable, Hashable {
    case stop
    /// `maxTokens` was reached: the text is cut.
    case length
    case toolCalls = "tool_calls"
    case contentFilter = "content_filter"
    /// Something this product does not know.
    case other

    /// Of a `finish_reason`; `blacklist` is GigaChat's content filter.
    init(_ word: String) {
        self =
            switch word {
            case "function_call": .toolCalls
            case "blacklist": .contentFilter
            default: FinishReason(rawValue: word) ?? .other
            }
    }
}
