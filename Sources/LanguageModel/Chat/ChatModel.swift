package import Providers

/// Answers chats.
package protocol ChatModel: Sendable {
    /// For people and logs: provider and model.
    var name: String { get }
    /// For breakers and metrics.
    var identity: ProviderIdentity { get }
    /// The whole answer within `request.deadline`, or throws.
    func reply(to request: ChatRequest) async throws(ModelError) -> ChatReply
    /// The answer as it comes: texts, then exactly one `finished`. Throws ``ModelError`` only; a stream that ends otherwise was given up.
    func stream(_ request: ChatRequest) -> AsyncThrowingStream<ChatDelta, any Error>
}

extension ChatModel {
    /// Named after the model's `name`, with no model.
    package var identity: ProviderIdentity { ProviderIdentity(service: .chat, provider: name, model: "") }
}
