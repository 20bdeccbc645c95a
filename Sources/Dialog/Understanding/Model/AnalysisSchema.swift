package import Foundation

/// The analysis as a language model is asked for it, and the check of what the model answered.
///
/// The schema is strict as structured outputs demand: every property required, none besides. The answer is believed only as far as the
/// transcript bears it out: a claim with a wrong index, a quote that was not said or a number that was not dictated is dropped.
package struct AnalysisSchema: Sendable {
    /// Name of the schema in a request.
    package static let name = "call_analysis"
    /// Largest answer that is decoded, in bytes.
    package static let maxBytes = 256 * 1024
    /// Most claims, slots or objections that are kept of one answer.
    static let maxItems = 64
    /// Longest text of a claim, in characters; longer ones are cut.
    static let maxText = 1_000

    /// The schema; it holds no state.
    package init() {}

    /// The JSON schema of the answer.
    package var jsonSchema: String { AnalysisSchemaText.json }

    /// Decodes the answer and drops what the transcript does not prove.
    ///
    /// `analyst` is "provider/model". Times are read in `zone`; one before `callStart` is dropped. Throws `AnalysisError` when the answer is no
    /// analysis at all.
    package func decode(_ json: String, transcript: [Utterance], callStart: Date, zone: TimeZone, analyst: String) throws(AnalysisError)
        -> CallAnalysis
    {
        guard json.utf8.count <= Self.maxBytes else { throw AnalysisError(code: .tooLarge) }
        let answer: ModelAnswer
        do {
            answer = try JSONDecoder().decode(ModelAnswer.self, from: Data(Self.object(in: json).utf8))
        } catch {
            throw AnalysisError(code: .unreadable)
        }
        return AnswerCheck(talk: Conversation(transcript), callStart: callStart, zone: zone).analysis(of: answer, analyst: analyst)
    }

    /// The answer without a fence around it.
    private static func object(in text: String) -> Substring {
        guard let first = text.firstIndex(of: "{"), let last = text.lastIndex(of: "}"), first < last else { return text[...] }
        return text[first...last]
    }
}

/// Why an answer of a model is no analysis.
package struct AnalysisError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What went wrong.
    package enum Code: String, Sendable { case unreadable, tooLarge, badTemplate }

    /// What went wrong.
    package var code: Code

    /// What happened and what to do; holds nothing of the conversation.
    package var description: String {
        switch code {
        case .unreadable: "the model's answer is no analysis by the schema; choose a model with structured outputs"
        case .tooLarge: "the model's answer is larger than \(AnalysisSchema.maxBytes / 1024) KiB; lower its token limit"
        case .badTemplate: "the prompt template needs a line `---` and {{transcript}} behind it; see templates/prompts"
        }
    }
}

/// The answer as the schema describes it.
struct ModelAnswer: Decodable {
    struct Claim: Decodable {
        var text: String
        var utterances: [Int]
    }
    struct Slot: Decodable {
        var name: String
        var value: String
        var confidence: Double
        var quote: String
        var utterance: Int
    }
    struct Objection: Decodable {
        var kind: String
        var quote: String
        var utterance: Int
        var answered: Bool
    }
    struct Evidence: Decodable {
        var quote: String
        var utterance: Int
    }
    struct CallBack: Decodable {
        var text: String
        var at: String?
        var promised: Bool
        var utterance: Int
    }

    var summary: [Claim]
    var slots: [Slot]
    var objections: [Objection]
    var wantsPerson: Evidence?
    var callBack: CallBack?
    var sentiment: String
    var outcome: String
    var nextStep: String
}
