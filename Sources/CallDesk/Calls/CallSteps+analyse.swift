package import Dialog
import Foundation
package import Storage

extension CallSteps {
    /// Transcript -> one structured analysis, by a language model or, when none answers, by rules.
    func analyse(_ call: CallRow) async throws -> Outcome {
        let transcript = try await tools.store.utterances(callID: call.id).map(Utterance.init)
        let analysis = await tools.analyst.analyse(transcript, callStart: call.startedAt ?? call.createdAt, language: call.language)
        let json = String(decoding: try JSONEncoder().encode(analysis), as: UTF8.self)
        return .next(
            try await move(call, to: .analysed) { row in
                row.analysis = json
                row.outcome = analysis.outcome.rawValue
            })
    }
}

extension Utterance {
    package init(_ row: UtteranceRow) {
        self.init(side: Side(rawValue: row.side) ?? .client, start: row.start, stop: row.stop, text: row.text)
    }
}

extension CallRow {
    /// The stored analysis, if the call has one.
    package var callAnalysis: CallAnalysis? {
        analysis.flatMap { try? JSONDecoder().decode(CallAnalysis.self, from: Data($0.utf8)) }
    }
}
