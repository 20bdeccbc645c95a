/// How requests to one language model differ. Models come and go, so this is data: a name that is not in ``known`` gets
/// ``compatible``, and settings may replace the record.
package struct ModelTraits: Sendable, Hashable {
    /// The field that limits the answer.
    package enum TokenLimit: String, Sendable, Hashable {
        /// What many local servers know alone.
        case maxTokens = "max_tokens"
        /// What OpenAI's current models take.
        case maxCompletionTokens = "max_completion_tokens"
    }

    /// The field that limits the answer.
    package var tokenLimit = TokenLimit.maxTokens
    /// `temperature` is sent.
    package var takesTemperature = true
    /// `reasoning_effort` to send when the request says nothing; nil never sends one.
    package var effort: ReasoningEffort?
    /// The strongest form of structured answer to try first.
    package var structured = StructuredForm.jsonSchema
    /// `stream_options.include_usage`, `stream_options.include_obfuscation` and `prompt_cache_key` are known to be understood.
    package var takesExtras = false

    /// A compatible server about which nothing is known.
    package init() {}
}
