import Bitrix24
import Dialog
import Foundation
import Logging
import Storage

extension CallSteps {
    /// Everything the call has told goes to the CRM; each write is an effect of its own, so a crash repeats none.
    func writeBack(_ call: CallRow) async throws -> Outcome {
        guard let analysis = call.callAnalysis else { return .next(try await move(call, to: .recognised)) }
        let transcript = try await tools.store.utterances(callID: call.id).map(Utterance.init)
        let link = try await clients.client(of: call)
        // A call of the portal has told of its lead when its record was settled; a file has no such stage.
        if call.origin == .file, let linked = try await tools.store.call(id: call.id) { try await clients.announceLead(of: linked) }
        if !transcript.isEmpty, call.origin != .file { try await attach(transcript, to: call) }
        try await CallNote(steps: self).write(.analysis(analysis, transcript, caveats: call.hearingCaveats), of: call)
        if let link { try await CardFields(steps: self).fill(link, with: analysis, from: call) }
        if let reason = HandoffReason(analysis) {
            try await HandoffDesk(steps: self).open(reason, for: call, link: link, analysis: analysis)
        }
        return .next(try await move(call, to: .written))
    }

    /// The transcript goes to the call itself. There is no way to read it back but the statistics' TRANSCRIPT_ID.
    /// Source: apidocs "telephony.call.attachTranscription".
    private func attach(_ transcript: [Utterance], to call: CallRow) async throws {
        let messages = zip(transcript, WholeSeconds.of(transcript)).map { utterance, seconds in
            TranscriptMessage(side: utterance.side == .client ? .client : .user, start: seconds.start, stop: seconds.stop, text: utterance.text)
        }
        let client = client
        let callID = call.externalID
        do {
            let id = try await tools.effects.perform(
                .init(
                    kind: "transcript", marker: "transcript:\(callID)", callID: call.id,
                    find: { () async throws(BitrixError) -> String? in
                        try await record(of: call)?.transcriptID
                    },
                    send: { () async throws(BitrixError) -> String in "\(try await client.attachTranscription(callID: callID, messages: messages))" }),
                portalID: portalID)
            _ = try await tools.store.updateCall(id: call.id, now: tools.now()) { $0.transcriptID = Int(id) }
        } catch EffectError.refused(let cause) {
            // The transcript still stands in the call's card and in ours.
            tools.logger.warning("the portal refused the transcript", metadata: ["call": "\(call.id)", "code": "\(cause.code)"])
        }
    }

    func missed(_ call: CallRow) async throws {
        // A hidden number cannot be called back.
        guard call.phone != nil else { return }
        try await HandoffDesk(steps: self).open(.missed, for: call, link: ClientLink(call), analysis: nil)
    }
}
