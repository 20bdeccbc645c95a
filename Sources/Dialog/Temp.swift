package import Foundation
package struct PhraseBase: Sendable { package init(directory: URL) throws {} }
package struct RuleAnalyser: Sendable {
    package init(phrases: PhraseBase) {}
    package func analyse(_ t: [Utterance], callStart: Date, zone: TimeZone) -> CallAnalysis { CallAnalysis(summary: [], slots: [], objections: [], wantsPerson: nil, callBack: nil, sentiment: .neutral, outcome: .unclear, nextStep: "", scriptScore: nil, analyst: "rules") }
}
package struct SideGuesser: Sendable { package init() {}; package func assign(_ u: [Utterance]) -> [Utterance] { u } }
package struct AnalysisSchema: Sendable {
    package let jsonSchema = "{}"
    package init(directory: URL) throws {}
    package func decode(_ json: String, transcript: [Utterance]) throws -> CallAnalysis { try JSONDecoder().decode(CallAnalysis.self, from: Data(json.utf8)) }
    package func prompt(transcript: [Utterance], callStart: Date, zone: TimeZone, language: String) -> (system: String, user: String) { ("", "") }
}
