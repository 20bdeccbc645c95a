package import Dialog
package import Foundation
package import LanguageModel
package import Logging

/// Has a call analysed by the language models in order, and by rules when none of them gives a usable answer.
package struct CallAnalyst: Sendable {
    package let model: any ChatModel
    package let rules: RuleAnalyser
    /// By language, ISO 639-1.
    package let prompts: [String: AnalysisPrompt]
    /// In which the times that callers name are understood.
    package let zone: TimeZone
    /// For the language models together, in seconds.
    package let deadline: TimeInterval
    package let logger: Logger

    /// Tokens the answer may take.
    private static let answerTokensMax = 3000
    /// Callers whose language has no prompt are analysed in this one.
    private static let usualLanguage = "ru"
    private let schema = AnalysisSchema()

    package init(
        model: any ChatModel, rules: RuleAnalyser, prompts: [String: AnalysisPrompt], zone: TimeZone, deadline: TimeInterval, logger: Logger
    ) {
        self.model = model
        self.rules = rules
        self.prompts = prompts
        self.zone = zone
        self.deadline = deadline
        self.logger = logger
    }

    package func analyse(_ transcript: [Utterance], callStart: Date, language: String?) async -> CallAnalysis {
        let byRules = rules.analyse(transcript, callStart: callStart, zone: zone)
        guard !transcript.isEmpty, let prompt = prompts[language ?? ""] ?? prompts[Self.usualLanguage] else { return byRules }
        do {
            let reply = try await model.reply(to: request(prompt.parts(transcript: transcript, callStart: callStart, zone: zone)))
            let analysis = try schema.decode(
                reply.text, transcript: transcript, callStart: callStart, zone: zone, analyst: "\(reply.provider)/\(reply.model)")
            return analysis.completed(by: byRules)
        } catch {
            logger.notice("no language model analysed the call; rules did", metadata: ["error": "\(error)"])
            return byRules
        }
    }

    private func request(_ parts: (instruction: String, data: String)) -> ChatRequest {
        ChatRequest(
            messages: [ChatMessage(.system, parts.instruction), ChatMessage(.user, parts.data)],
            schema: ChatSchema(name: AnalysisSchema.name, json: schema.jsonSchema), maxTokens: Self.answerTokensMax, temperature: 0,
            cacheKey: "call-analysis", deadline: .seconds(deadline))
    }
}

extension CallAnalysis {
    /// Where rules found what the model overlooked, it is added: a wish for a person must not be lost to anybody's oversight.
    func completed(by rules: CallAnalysis) -> CallAnalysis {
        var whole = self
        let known = Set(slots.map(\.name))
        whole.slots += rules.slots.filter { !known.contains($0.name) }
        whole.wantsPerson = wantsPerson ?? rules.wantsPerson
        whole.callBack = callBack ?? rules.callBack
        let wasLed = outcome != .wrongNumber && outcome != .silent
        whole.scriptScore = wasLed ? scriptScore ?? rules.scriptScore : nil
        return whole
    }
}
