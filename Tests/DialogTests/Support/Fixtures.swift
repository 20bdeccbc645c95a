import Dialog
import Foundation
import Testing

/// What the tests of this target share.
enum Fixtures {
    static let start = Date(timeIntervalSince1970: 1_748_854_800)  // Monday 2 June 2025, 12:00 in Moscow
    static let moscow = TimeZone(identifier: "Europe/Moscow") ?? .gmt

    /// The folder with the repository's templates.
    static var templates: URL {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "templates")
    }

    static func phrases() throws -> PhraseBase {
        try PhraseBase(files: [templates.appending(path: "objections/ru.yaml"), templates.appending(path: "objections/en.yaml")])
    }

    static func analyser() throws -> RuleAnalyser { RuleAnalyser(phrases: try phrases()) }

    /// A transcript written as lines "К: ..." (client), "О: ..." (operator), "А: ..." (assistant).
    static func transcript(_ text: String) -> [Utterance] {
        text.split(separator: "\n").enumerated().map { index, line in
            let side: Side = line.hasPrefix("К:") ? .client : line.hasPrefix("А:") ? .assistant : .operator
            let words = line.drop { $0 != ":" }.dropFirst().drop { $0 == " " }
            return Utterance(side: side, start: Double(index) * 4, stop: Double(index) * 4 + 3, text: String(words))
        }
    }

    static func analyse(_ text: String) throws -> CallAnalysis {
        try analyser().analyse(transcript(text), callStart: start, zone: moscow)
    }
}

/// A transcript of our own with its truth, short to write.
struct OwnCase: Sendable, CustomTestStringConvertible {
    var testDescription: String { id }

    var id: String
    var text: String
    var slots: [String: [String]] = [:]
    var wants = false
    var callBack = false
    var objections: [ObjectionKind] = []
    var outcome: Outcome

    var truth: TruthCase { truth(of: Fixtures.transcript(text), id: id) }

    /// The same as a recogniser without punctuation and capitals writes it.
    var bare: TruthCase {
        let plain = Fixtures.transcript(text).map { utterance in
            var utterance = utterance
            utterance.text = utterance.text.lowercased().split(separator: " ").map(Self.stripped).filter { !$0.isEmpty }.joined(separator: " ")
            return utterance
        }
        return truth(of: plain, id: id + " (bare)")
    }

    /// The word without the punctuation around it; addresses keep their dots.
    private static func stripped(_ word: Substring) -> String {
        let signs: Set<Character> = [".", ",", "!", "?", ":", ";", "«", "»", "\"", "—", "-"]
        let inner = word.drop { signs.contains($0) }
        guard let end = inner.lastIndex(where: { !signs.contains($0) }) else { return "" }
        return inner.contains("@") ? String(inner[...end]) : String(inner[...end].map { $0 == "-" ? " " : $0 })
    }

    private func truth(of utterances: [Utterance], id: String) -> TruthCase {
        TruthCase(
            id: id, language: "ru", kind: "own", utterances: utterances, callStart: "2025-06-02T09:00:00Z", zone: "Europe/Moscow",
            truth: .init(
                slots: slots.mapValues(Expected.init), wantsPerson: wants, callBack: callBack, objections: objections.map(\.rawValue),
                outcome: outcome.rawValue))
    }
}
