/// One question to a language model.
package struct ChatRequest: Sendable, Hashable {
    /// The conversation; what stays the same between requests comes first, so that providers can cache it.
    package var messages: [ChatMessage]
    /// The answer must be one JSON value of this schema.
    package var schema: ChatSchema?
    /// Most tokens of the answer.
    package var maxTokens: Int
    /// Left out for models that take none.
    package var temperature: Double?
    /// Instead of the model's usual effort, where it takes one.
    package var effort: ReasoningEffort?
    /// Requests with the same key share a prefix; sent where the provider takes it.
    package var cacheKey: String?
    /// For the whole answer, over all providers.
    package var deadline: Duration
    /// For the first text of a stream, at each provider.
    package var firstToken: Duration
    /// Between two texts of a stream.
    package var gap: Duration

    /// Deadlines are those of a background job unless given.
    package init(
        messages: [ChatMessage], schema: ChatSchema? = nil, maxTokens: Int = 2048, temperature: Double? = nil, effort: ReasoningEffort? = nil,
        cacheKey: String? = nil, deadline: Duration = .seconds(60), firstToken: Duration = .seconds(20), gap: Duration = .seconds(10)
    ) {
        self.messages = messages
        self.schema = schema
        self.maxTokens = maxTokens
        self.temperature = temperature
        self.effort = effort
        self.cacheKey = cacheKey
        self.deadline = deadline
        self.firstToken = firstToken
        self.gap = gap
    }
}

/// One message of a conversation.
package struct ChatMessage: Sendable, Hashable {
    /// Who says it.
    package enum Role: String, Sendable, Hashable { case system, user, assistant }

    /// Who says it.
    package var role: Role
    /// What is said.
    package var content: String

    /// A message.
    package init(_ role: Role, _ content: String) {
        self.role = role
        self.content = content
    }
}

/// What an answer must look like: for strict models every property is required and none may be added.
package struct ChatSchema: Sendable, Hashable {
    /// Letters, digits, `_` and `-`, at most 64.
    package var name: String
    /// The JSON Schema; sent as it stands, since models fill properties in its order.
    package var json: String

    /// A named schema.
    package init(name: String, json: String) {
        self.name = name
        self.json = json
    }
}

/// Value of `reasoning_effort`; open, because values come and go with models.
package struct ReasoningEffort: RawRepresentable, Sendable, Hashable {
    /// The word that is sent.
    package let rawValue: String

    /// An effort by the word that is sent.
    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// No thinking before the answer.
    package static let none = ReasoningEffort(rawValue: "none")
    /// Less thinking than ``low``.
    package static let minimal = ReasoningEffort(rawValue: "minimal")
    /// Less thinking than ``medium``.
    package static let low = ReasoningEffort(rawValue: "low")
    /// Between ``low`` and ``high``.
    package static let medium = ReasoningEffort(rawValue: "medium")
    /// The most thinking of these.
    package static let high = ReasoningEffort(rawValue: "high")
}
