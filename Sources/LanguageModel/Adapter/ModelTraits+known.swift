extension ModelTraits {
    /// The model used when LLM_MODEL is not set.
    package static let defaultName = "gpt-6-luna"

    /// What any compatible server is expected to understand.
    package static let compatible = ModelTraits()

    /// By the beginning of the model's name; the longest one that fits counts. The current families spend time on reasoning unless
    /// told `none`; the first of the fifth knows only `minimal`. https://developers.openai.com/api/docs/models/gpt-6-luna
    package static let known: [(prefix: String, traits: ModelTraits)] = [
        ("gpt-6", reasoning(.none)),
        ("gpt-5.", reasoning(.none)),
        ("gpt-5", reasoning(.minimal)),
        ("o3", reasoning(.low)),
        ("o4", reasoning(.low)),
        ("gpt-4o", speaking),
        ("gpt-4.1", speaking),
        ("gpt-oss", open),
        ("openai/gpt-oss", open),
    ]

    /// The record of a model.
    package static func named(_ name: String) -> ModelTraits {
        let fitting = known.filter { name.hasPrefix($0.prefix) }
        return fitting.max { $0.prefix.count < $1.prefix.count }?.traits ?? compatible
    }

    private static func reasoning(_ effort: ReasoningEffort) -> ModelTraits {
        var traits = ModelTraits()
        traits.tokenLimit = .maxCompletionTokens
        traits.takesTemperature = false
        traits.effort = effort
        traits.takesExtras = true
        return traits
    }

    private static let speaking: ModelTraits = {
        var traits = ModelTraits()
        traits.tokenLimit = .maxCompletionTokens
        traits.takesExtras = true
        return traits
    }()

    private static let open: ModelTraits = {
        var traits = ModelTraits()
        traits.effort = .low
        return traits
    }()
}
