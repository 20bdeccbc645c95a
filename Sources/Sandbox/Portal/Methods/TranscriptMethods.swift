/// `telephony.call.attachTranscription` (`telephony/telephony-call-attach-transcription.md`).
enum TranscriptMethods {
    static let all: [RESTMethod] = [
        RESTMethod(
            "telephony.call.attachTranscription", scope: ["telephony"], parameters: ["CALL_ID", "MESSAGES", "COST", "COST_CURRENCY"], run: attach)
    ]

    private static func attach(_ state: inout PortalState, _ ask: RESTAsk) throws(RESTFault) -> RESTReply {
        guard let callID = ask["CALL_ID"].text, !callID.isEmpty else { throw .core("CALL_ID should be set") }
        guard let messages = ask["MESSAGES"].list, !messages.isEmpty else { throw .core("MESSAGES should be an array") }
        var lines: [CallTranscript.Line] = []
        for (index, message) in messages.enumerated() {
            for key in message.members?.keys ?? [] where !["SIDE", "START_TIME", "STOP_TIME", "MESSAGE"].contains(key) {
                state.complain("telephony.call.attachTranscription: unknown key \(key) in MESSAGES")
            }
            lines.append(try line(message, index: index))
        }
        guard let row = state.statistics.values.first(where: { $0.callID == callID }) else {
            throw .core("Call \(callID) is not found. Is it finished?")
        }
        if row.transcriptID != nil { state.complain("telephony.call.attachTranscription: call \(callID) has a transcript already") }
        let id = state.nextID("transcript", from: 1)
        state.transcripts[id] = CallTranscript(id: id, callID: callID, lines: lines)
        state.statistics[row.id]?.transcriptID = id
        return RESTReply(["TRANSCRIPT_ID": .int(id)])
    }

    private static func line(_ message: JSON, index: Int) throws(RESTFault) -> CallTranscript.Line {
        guard let side = message["SIDE"].text, side == "User" || side == "Client" else {
            throw .core("MESSAGES[\(index)][SIDE] should be either Client or User")
        }
        guard let start = message["START_TIME"].int, start >= 0 else {
            throw .core("MESSAGES[\(index)][START_TIME] should be greater or equal to zero")
        }
        guard let stop = message["STOP_TIME"].int, stop > 0 else { throw .core("MESSAGES[\(index)][STOP_TIME] should be greater than zero") }
        guard let text = message["MESSAGE"].text, !text.isEmpty else { throw .core("MESSAGES[\(index)][MESSAGE] is empty") }
        return CallTranscript.Line(isClient: side == "Client", start: start, stop: stop, text: text)
    }
}
