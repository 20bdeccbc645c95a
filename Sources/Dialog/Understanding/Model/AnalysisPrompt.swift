package import Foundation

/// The text a model is given: `templates/prompts/analysis.<language>.txt`, which the customer may edit.
///
/// What stands before the line `---` is the instruction; what stands behind it is the data, with {{call_start}}, {{zone}} and
/// {{transcript}} filled in. The transcript goes in as numbered lines of data; nothing a caller says can end its line or pass for an instruction of ours.
package struct AnalysisPrompt: Sendable {
    /// Most utterances a model is given; of a longer call the middle is left out.
    package static let maxUtterances = 1_200
    /// Longest utterance a model is given, in characters.
    package static let maxCharacters = 1_500

    private let instruction: String
    private let data: String

    /// Reads a template. Throws `AnalysisError` when it lacks the line `---` or {{transcript}} behind it.
    package init(template: String) throws(AnalysisError) {
        let lines = template.split(separator: "\n", omittingEmptySubsequences: false)
        guard let cut = lines.firstIndex(where: { $0.allSatisfy { $0 == "-" || $0 == "\r" } && $0.hasPrefix("---") }) else {
            throw AnalysisError(code: .badTemplate)
        }
        instruction = lines[..<cut].joined(separator: "\n").trimmingCharacters(in: .whitespacesAndNewlines)
        data = lines[(cut + 1)...].joined(separator: "\n").trimmingCharacters(in: .whitespacesAndNewlines)
        guard data.contains("{{transcript}}"), !instruction.isEmpty else { throw AnalysisError(code: .badTemplate) }
    }

    /// The instruction (role system) and the data (role user) for this transcript.
    package func parts(transcript: [Utterance], callStart: Date, zone: TimeZone) -> (instruction: String, data: String) {
        let values = ["call_start": Self.clock(callStart, zone), "zone": zone.identifier]
        func filled(_ text: String) -> String {
            values.reduce(text) { $0.replacingOccurrences(of: "{{\($1.key)}}", with: $1.value) }
        }
        // The transcript goes in last, so that braces said by a caller are never filled.
        return (filled(instruction), filled(data).replacingOccurrences(of: "{{transcript}}", with: Self.numbered(transcript)))
    }

    /// One line per utterance: index, side, seconds, text.
    static func numbered(_ transcript: [Utterance]) -> String {
        let half = maxUtterances / 2
        return transcript.enumerated().compactMap { index, utterance in
            if transcript.count > maxUtterances, (half..<transcript.count - half).contains(index) { return index == half ? "..." : nil }
            let text = utterance.text.prefix(maxCharacters).map { $0.isNewline || $0 == "|" ? " " : $0 }
            return "\(index) | \(utterance.side.rawValue) | \(Int(utterance.start)) | \(String(text))"
        }.joined(separator: "\n")
    }

    private static func clock(_ date: Date, _ zone: TimeZone) -> String {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = zone
        formatter.dateFormat = "yyyy-MM-dd'T'HH:mm, EEEE"
        return formatter.string(from: date)
    }
}
