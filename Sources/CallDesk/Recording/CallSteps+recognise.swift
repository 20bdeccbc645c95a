import Audio
import Dialog
import Foundation
import Logging
import Providers
import Speech
import Storage

extension CallSteps {
    /// Recording -> transcript. Pieces heard before a crash are kept and not paid for twice.
    func recognise(_ call: CallRow, _ context: JobContext) async throws -> Outcome {
        guard let path = call.recordingPath else { return .next(try await move(call, to: .awaitingRecording)) }
        let known = try await tools.store.recognisedPieces(callID: call.id).compactMap { piece in
            try? JSONDecoder().decode(RecordingRecogniser.HeardPiece.self, from: Data(piece.json.utf8))
        }
        let limits = tools.configuration.limits
        let recogniser = RecordingRecogniser(
            recogniser: tools.recogniser, language: tools.configuration.language, piecesAtOnce: limits.recognitionsAtOnce, deadline: limits.recognitionDeadline)
        let store = tools.store
        do {
            let transcript = try await recogniser.hear(path, answeredBy: call.direction == .outgoing ? .client : .operator, known: known) { piece in
                let json = String(decoding: try JSONEncoder().encode(piece), as: UTF8.self)
                try await store.saveRecognisedPiece(callID: call.id, sequence: piece.sequence, channel: piece.channel, json: json)
                try context.checkpoint()
            }
            return .next(try await keep(transcript, of: call))
        } catch let error as SpeechError {
            if error.isCancelled { throw JobInterrupted() }
            throw ProviderOutage(error, since: try await waitsSince(call)) ?? error
        } catch let error as AudioError {
            tools.logger.warning("a recording cannot be read", metadata: ["call": "\(call.id)", "error": "\(error)"])
            try await CallNote(steps: self).write(error.code == .tooManyChannels ? .tooManyChannels : .unreadable, of: call)
            return .next(try await move(call, to: .unreadable) { $0.outcome = "unreadable" })
        }
    }

    /// The call stays as it was when its recording came, so its last change tells since when it waits. One that was given up and is tried again gets a patience
    /// of its own.
    private func waitsSince(_ call: CallRow) async throws -> Date {
        guard call.outcome == CallLostHandler.outcome else { return call.updatedAt }
        return try await tools.store.updateCall(id: call.id, now: tools.now()) { $0.outcome = nil }.updatedAt
    }

    private func keep(_ transcript: Transcript, of call: CallRow) async throws -> CallRow {
        try await tools.store.replaceUtterances(callID: call.id, transcript.rows)
        let heard = try await move(call, to: .recognised) { row in
            row.hearingCaveats = transcript.caveats
            row.language = transcript.language.map { String($0.prefix(2)) } ?? row.language
        }
        // The pieces have served: the words stand in the transcript and nowhere twice.
        try await tools.store.deleteRecognisedPieces(callID: call.id)
        return heard
    }
}
