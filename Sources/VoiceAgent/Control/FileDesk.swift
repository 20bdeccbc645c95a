import CallDesk
import Dialog
import Foundation
import Storage

/// Writes into the portal what `process` has heard in a file: in the running server, or in the command itself where none runs.
struct FileDesk: Sendable {
    /// A file as it was heard and understood.
    struct Heard: Codable, Sendable {
        /// Absolute.
        let path: String
        /// E.164.
        let phone: String
        let transcript: Transcript
        let analysis: CallAnalysis
    }

    /// What became of it.
    struct Outcome: Codable, Sendable {
        struct Written: Codable, Sendable {
            let call: Int64
            let leadId: Int?
            let dealId: Int?
            let stage: String
        }
        /// `nil`: no portal is installed, so nothing was written.
        let written: Written?
    }

    let desk: Desk
    let recogniser: RecordingRecogniser

    /// - Throws: ``Failure`` when it is not clear which portal is meant.
    func write(_ heard: Heard) async throws -> Outcome {
        let tools = desk.tools
        let installed = try await tools.store.portals().filter { $0.status == .active }
        guard let portal = installed.first else { return Outcome(written: nil) }
        guard installed.count == 1 else { throw Failure("several portals are installed: use --dry-run, or a storage of one portal") }
        let processor = FileProcessor(recogniser: recogniser, analyst: tools.analyst, now: tools.now)
        let result = try await processor.write(
            .init(transcript: heard.transcript, analysis: heard.analysis), path: heard.path, phone: heard.phone, portal: portal, tools: tools)
        return Outcome(
            written: result.call.map { .init(call: $0.id, leadId: $0.leadID, dealId: $0.dealID, stage: $0.stage) })
    }
}
