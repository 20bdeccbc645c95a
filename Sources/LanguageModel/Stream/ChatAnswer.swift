import Providers

/// Collects an answer from its pieces and knows whether it is whole. Used for one piece as for many.
struct ChatAnswer: Sendable {
    /// Most bytes of text, a hundred times what a call's analysis needs.
    static let maximumTextBytes = 1_048_576

    private(set) var text = ""
    private var finish: FinishReason?
    private var sawToolCall = false
    private var promptTokens: Int?
    private var completionTokens: Int?

    /// True once the server has said why it ended.
    var isWhole: Bool { finish != nil }

    /// Takes a piece and gives the text it adds. Throws `refused`, `unreadableAnswer` or what an error object means.
    mutating func handle(_ body: [UInt8]) throws(FailureKind) -> String {
        let payload = try ChatPayload(body)
        guard !payload.isRefusal else { throw .refused }
        guard text.utf8.count + payload.text.utf8.count <= Self.maximumTextBytes else { throw .unreadableAnswer }
        text += payload.text
        finish = payload.finish ?? finish
        sawToolCall = sawToolCall || payload.hasToolCall
        promptTokens = payload.promptTokens ?? promptTokens
        completionTokens = payload.completionTokens ?? completionTokens
        return payload.text
    }

    /// The reply. Throws `truncated` when no reason to end was given: a cut stream looks like a finished one otherwise.
    /// Servers that make tool calls sometimes forget the reason; the calls stand in for it.
    func reply(of identity: ProviderIdentity, form: StructuredForm?) throws(FailureKind) -> ChatReply {
        guard let finish = finish ?? (sawToolCall ? .toolCalls : nil) else { throw .truncated }
        if form != nil, finish == .length { throw .truncated }
        let isFenced = form == .jsonObject || form == .plain
        return ChatReply(
            text: isFenced ? FencedJSON.unwrapped(text) : text, finish: finish, promptTokens: promptTokens, completionTokens: completionTokens,
            provider: identity.provider, model: identity.model)
    }
}
