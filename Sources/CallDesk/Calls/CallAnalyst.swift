package import Dialog
package import Foundation
package import LanguageModel
package import Logging

/// Has a call analysed by the language models in order, and by rules when none of them gives a usable answer.
package struct CallAnalyst: Sendable {
    package let model: any ChatModel
    package let rules: RuleAnalyser
    package let prompt: AnalysisSchema
    /// In which the times that callers name are understood.
    package let zone: TimeZone
    /// For the language models together, in seconds.
    package let deadline: TimeInterval
    package let logger: Logger

    /// Tokens the answer may take.
    private static let answerTokensMax = 3000

    package init(model: any ChatModel, rules: RuleAnalyser, prompt: AnalysisSchema, zone: TimeZone, deadline: TimeInterval, logger: Logger) {
        self.model = model
        self.rules = rules
        self.prompt = prompt
        self.zone = zone
        self.deadline = deadline
        self.logger = logger
    }

    package func analyse(_ transcript: [Utterance], callStart: Date, language: String?) async -> CallAnalysis {
        let byRules = rules.analyse(transcript, callStart: callStart, zone: zone)
        guard !transcript.isEmpty else { return byRules }
        do {
            let reply = try await model.reply(to: request(transcript, callStart: callStart, language: language))
            var analysis = try prompt.decode(reply.text, transcript: transcript)
            analysis.analyst = "\(reply.provider)/\(reply.model)"
            return analysis.completed(by: byRules)
        } catch {
            logger.notice("no language model analysed the call; rules did", metadata: ["error": "\(error)"])
            return byRules
        }
    }

    private func request(_ transcript: [Utterance], callStart: Date, language: String?) -> ChatRequest {
        let prompt = self.prompt.prompt(transcript: transcript, callStart: callStart, zone: zone, language: language ?? "ru")
        return ChatRequest(
            messages: [ChatMessage(.system, prompt.system), ChatMessage(.user, prompt.user)],
            schema: ChatSchema(name: "call_analysis", json: self.prompt.jsonSchema), maxTokens: Self.answerTokensMax, temperature: 0,
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
        whole.scriptScore = scriptScore ?? rules.scriptScore
        return whole
    }
}
