import CallDesk
import Dialog
import Foundation
import Storage

/// What `process` prints: the transcript with times, and what was understood.
struct ProcessReport {
    let reading: FileProcessor.Reading
    let fate: Fate
    let phone: String

    /// What became of it.
    enum Fate {
        case onlyPrinted
        case written(FileIntake.Receipt)
        /// It was to be written, and the error says why it is not, or not yet.
        case failed
    }

    struct Document: Encodable {
        struct Written: Encodable {
            let call: Int64
            let leadId: Int?
            let dealId: Int?
            let stage: String
        }
        let phone: String
        let seconds: Double
        let sidesAreGuessed: Bool
        let sides: Transcript.SideSource
        let isCutShort: Bool
        let recognisers: [String]
        let transcript: [Utterance]
        let analysis: CallAnalysis
        let written: Written?
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
            phone: phone, seconds: reading.transcript.seconds, sidesAreGuessed: reading.transcript.sidesAreGuessed, sides: reading.transcript.sides,
            isCutShort: reading.transcript.isCutShort, recognisers: reading.transcript.recognisers,
            transcript: reading.transcript.utterances, analysis: reading.analysis,
            written: receipt.map { .init(call: $0.call, leadId: $0.leadID, dealId: $0.dealID, stage: $0.stage) })
    }

    private static func words(_ caveat: HearingCaveat, _ transcript: Transcript) -> String {
        switch caveat {
        case .brokenOff: "nothing behind \(CRMTexts.clock(transcript.seconds)) can be read: the file is damaged there or breaks off; fetch or export the recording again"
        case .voicesGuessed: "one channel carries both sides: the voices were told apart, which of them is the client is judged by their words"
        case .sidesGuessed:
            "one channel carries both sides: who speaks is guessed from the words of each turn; a model that tells speakers apart (ASR_SPEAKERS_MODEL) does better"
        }
    }

    var lines: [String] {
        let heard = reading.transcript.recognisers.isEmpty ? "" : ", heard by \(reading.transcript.recognisers.joined(separator: ", "))"
        var lines = ["Transcript (\(CRMTexts.clock(reading.transcript.seconds))\(heard)):"]
        lines += reading.transcript.caveats.map { "  \(Self.words($0, reading.transcript))" }
        lines += reading.transcript.utterances.map { "  \(CRMTexts.clock($0.start))-\(CRMTexts.clock($0.stop)) \($0.side.rawValue): \($0.text)" }
        if reading.transcript.utterances.isEmpty { lines.append("  (no speech)") }
        if !reading.analysis.summary.isEmpty { lines.append("Summary (by \(reading.analysis.analyst)):") }
        for claim in reading.analysis.summary {
            lines.append("  \(claim.text)")
            for index in claim.utterances where reading.transcript.utterances.indices.contains(index) {
                let utterance = reading.transcript.utterances[index]
                lines.append("    rests on \(CRMTexts.clock(utterance.start)): “\(utterance.text)”")
            }
        }
        if !reading.analysis.slots.isEmpty { lines.append("Slots:") }
        lines += reading.analysis.slots.map { "  \($0.name.rawValue): \($0.value) (\(Int(($0.confidence * 100).rounded())) %, “\($0.quote)”)" }
        if let wish = reading.analysis.wantsPerson { lines.append("Wants a person: “\(wish.quote)”") }
        if let call = reading.analysis.callBack { lines.append("Call back: “\(call.text)”") }
        lines += reading.analysis.objections.map { "Objection: \($0.kind.rawValue) “\($0.quote)”" }
        lines.append("Outcome: \(reading.analysis.outcome.rawValue). \(reading.analysis.nextStep)")
        lines.append(ending)
        return lines
    }

    private var ending: String {
        switch fate {
        case .onlyPrinted: "Nothing was written to a portal"
        case .written(let receipt): "Written to the portal: " + (receipt.leadID.map { "lead \($0)" } ?? receipt.dealID.map { "deal \($0)" } ?? "the client's card")
        case .failed: "Not in the portal, or not yet: the error says what to do"
        }
    }

    private var receipt: FileIntake.Receipt? {
        guard case .written(let receipt) = fate else { return nil }
        return receipt
    }
}
