import CallDesk
import Dialog
import Foundation
import Storage

/// What `process` prints: the transcript with times, and what was understood.
struct ProcessReport {
    let result: FileProcessor.Result
    let phone: String
    /// `nil` when nothing was written to a portal.
    let written: FileDesk.Outcome.Written?

    struct Document: Encodable {
        let phone: String
        let seconds: Double
        let sidesAreGuessed: Bool
        let recognisers: [String]
        let transcript: [Utterance]
        let analysis: CallAnalysis
        let written: FileDesk.Outcome.Written?
    }

    func print(asJSON: Bool) throws {
        if asJSON {
            let encoder = JSONEncoder.sorted
            encoder.dateEncodingStrategy = .iso8601
            Swift.print(String(decoding: try encoder.encode(document), as: UTF8.self))
        } else {
            for line in lines { Swift.print(line) }
        }
    }

    private var document: Document {
        Document(
            phone: phone, seconds: result.transcript.seconds, sidesAreGuessed: result.transcript.sidesAreGuessed, recognisers: result.transcript.recognisers,
            transcript: result.transcript.utterances, analysis: result.analysis, written: written)
    }

    private var lines: [String] {
        let heard = result.transcript.recognisers.isEmpty ? "" : ", heard by \(result.transcript.recognisers.joined(separator: ", "))"
        var lines = ["Transcript (\(CRMTexts.clock(result.transcript.seconds))\(heard)):"]
        if result.transcript.sidesAreGuessed { lines.append("  one channel carries both sides: who speaks is guessed from what is said") }
        lines += result.transcript.utterances.map { "  \(CRMTexts.clock($0.start))-\(CRMTexts.clock($0.stop)) \($0.side.rawValue): \($0.text)" }
        if result.transcript.utterances.isEmpty { lines.append("  (no speech)") }
        if !result.analysis.summary.isEmpty { lines.append("Summary (by \(result.analysis.analyst); in brackets, the lines it rests on):") }
        lines += result.analysis.summary.map { claim in "  \(claim.text) [\(claim.utterances.map { "\($0 + 1)" }.joined(separator: ", "))]" }
        if !result.analysis.slots.isEmpty { lines.append("Slots:") }
        lines += result.analysis.slots.map { "  \($0.name.rawValue): \($0.value) (\(Int(($0.confidence * 100).rounded())) %, “\($0.quote)”)" }
        if let wish = result.analysis.wantsPerson { lines.append("Wants a person: “\(wish.quote)”") }
        if let call = result.analysis.callBack { lines.append("Call back: “\(call.text)”") }
        lines += result.analysis.objections.map { "Objection: \($0.kind.rawValue) “\($0.quote)”" }
        lines.append("Outcome: \(result.analysis.outcome.rawValue). \(result.analysis.nextStep)")
        lines.append(written.map { "Written to the portal: " + ($0.leadId.map { "lead \($0)" } ?? $0.dealId.map { "deal \($0)" } ?? "the client's card") } ?? "Nothing was written to a portal")
        return lines
    }
}
