package import Dialog
package import Foundation
import LanguageModel

/// Has a call analysed by the language models in order, and by rules when none of them gives a usable answer.
package struct CallAnalyst: Sendable {
    let tools: DeskTools

    /// Tokens the answer may take.
    private static let answerTokensMax = 3000

    package init(tools: DeskTools) { self.tools = tools }

    package func analyse(_ transcript: [Utterance], callStart: Date, language: String?) async -> CallAnalysis {
        let byRules = tools.rules.analyse(transcript, callStart: callStart, zone: tools.configuration.hours.zone)
        guard !transcript.isEmpty else { return byRules }
        do {
            let reply = try await tools.model.reply(to: request(transcript, callStart: callStart, language: language))
            var analysis = try tools.analysisPrompt.decode(reply.text, transcript: transcript)
            analysis.analyst = "\(reply.provider)/\(reply.model)"
            return analysis.completed(by: byRules)
        } catch {
            tools.logger.notice("no language model analysed the call; rules did", metadata: ["error": "\(error)"])
            return byRules
        }
    }

    private func request(_ transcript: [Utterance], callStart: Date, language: String?) -> ChatRequest {
        let prompt = tools.analysisPrompt.prompt(transcript: transcript, callStart: callStart, zone: tools.configuration.hours.zone, language: language ?? "ru")
        return ChatRequest(
            messages: [ChatMessage(role: .system, content: prompt.system), ChatMessage(role: .user, content: prompt.user)],
            schema: ChatSchema(name: "call_analysis", json: tools.analysisPrompt.jsonSchema), maxTokens: Self.answerTokensMax, temperature: 0,
            cacheKey: "call-analysis", deadline: .seconds(tools.configuration.limits.analysisDeadline))
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
