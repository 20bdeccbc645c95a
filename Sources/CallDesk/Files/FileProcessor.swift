import Bitrix24
import Crypto
package import Dialog
package import Foundation
package import Storage

/// Flow B for a file of one's own: heard and analysed the same way; written to the portal where there is one and it is wanted.
package struct FileProcessor: Sendable {
    /// What was heard and understood; travels to the server that owns the storage.
    package struct Reading: Sendable, Codable {
        package let transcript: Transcript
        package let analysis: CallAnalysis
    }

    /// How the call stands in the CRM.
    package struct Receipt: Sendable, Codable {
        package let call: Int64
        package let leadID: Int?
        package let dealID: Int?
        package let stage: String
    }

    /// The longest wait for an effect whose outcome is unknown, as a number of looks.
    private static let attemptsMax = 50

    let recogniser: RecordingRecogniser
    let analyst: CallAnalyst
    let now: @Sendable () -> Date

    package init(recogniser: RecordingRecogniser, analyst: CallAnalyst, now: @escaping @Sendable () -> Date) {
        self.recogniser = recogniser
        self.analyst = analyst
        self.now = now
    }

    /// Hears and analyses; writes nothing.
    package func read(_ path: String, progress: @escaping @Sendable (Double) -> Void) async throws -> Reading {
        let transcript = try await recogniser.hear(path, progress: progress)
        let analysis = await analyst.analyse(transcript.utterances, callStart: now(), language: transcript.language ?? recogniser.language)
        return Reading(transcript: transcript, analysis: analysis)
    }

    /// Writes what was read into the portal, as a call from that number. The same file and number again find the same call.
    package static func write(_ read: Reading, path: String, phone: String, portal: PortalRow, tools: DeskTools) async throws -> Receipt {
        let externalID = "file:" + (try fingerprint(path, phone))
        let analysis = String(decoding: try JSONEncoder().encode(read.analysis), as: UTF8.self)
        let seconds = Int(read.transcript.seconds.rounded())
        let moment = tools.now()
        let language = tools.configuration.language
        let noted = try await tools.store.upsertCall(portalID: portal.id, externalID: externalID, now: moment) { call in
            call.origin = .file
            call.direction = .incoming
            call.phone = phone
            call.duration = seconds
            call.startedAt = call.startedAt ?? moment
            call.language = call.language ?? language
            guard !call.callStage.isFinal else { return }
            call.stage = CallStage.analysed.rawValue
            call.analysis = analysis
            call.hearingCaveats = read.transcript.caveats
            call.outcome = read.analysis.outcome.rawValue
        }
        if !noted.callStage.isFinal { try await tools.store.replaceUtterances(callID: noted.id, read.transcript.rows) }
        let written = try await settle(noted, portal, tools)
        return Receipt(call: written.id, leadID: written.leadID, dealID: written.dealID, stage: written.stage)
    }

    private static func settle(_ call: CallRow, _ portal: PortalRow, _ tools: DeskTools) async throws -> CallRow {
        let steps = CallSteps(tools: tools, client: try await tools.portals.client(of: portal.id), portalID: portal.id)
        var row = call
        for _ in 0..<attemptsMax where !row.callStage.isFinal {
            do {
                if case .next(let moved) = try await steps.writeBack(row) { row = moved }
                try await steps.clients.announceLead(of: row)
            } catch EffectError.pending(let until) {
                try await Task.sleep(for: .seconds(max(0.05, until.timeIntervalSince(tools.now()))))
            }
        }
        return row
    }

    /// SHA-256 over the file, read in pieces, and the number.
    private static func fingerprint(_ path: String, _ phone: String) throws -> String {
        let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        defer { try? handle.close() }
        var hash = SHA256()
        while let piece = try handle.read(upToCount: 1 << 20), !piece.isEmpty { hash.update(data: piece) }
        hash.update(data: Data(phone.utf8))
        return hash.finalize().prefix(16).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}

extension Transcript {
    /// The utterances as the store keeps them.
    var rows: [UtteranceRow] {
        let provider = recognisers.joined(separator: ", ")
        return utterances.enumerated().map { index, utterance in
            UtteranceRow(
                position: index, side: utterance.side.rawValue, start: utterance.start, stop: utterance.stop, text: utterance.text, confidence: nil,
                provider: provider)
        }
    }
}
