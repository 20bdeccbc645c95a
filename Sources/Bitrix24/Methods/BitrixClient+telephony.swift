extension BitrixClient {
    /// A page of the call history: `voximplant.statistic.get` (api-reference/telephony/voximplant/voximplant-statistic-get.md).
    /// - Parameters:
    ///   - filter: fields in upper case with a comparison before the name, e.g. `["CALL_ID": "..."]`, `[">ID": 7]`.
    ///   - sort: the field to order by.
    ///   - order: `ASC` or `DESC`.
    ///   - start: where the page begins, a multiple of 50.
    public func callStatistics(
        filter: JSONValue, sort: String = "ID", order: String = "ASC", start: Int = 0, priority: Priority = .normal
    ) async throws(BitrixError) -> [JSONValue] {
        try await call(
            "voximplant.statistic.get",
            ["FILTER": filter, "SORT": .string(sort), "ORDER": .string(order), "start": JSONValue(start)], priority: priority
        ).result.list
    }

    /// Attaches a transcript to a finished call: `telephony.call.attachTranscription`
    /// (api-reference/telephony/telephony-call-attach-transcription.md). Not repeatable, and nothing reads it back: `TRANSCRIPT_ID` in the call
    /// history tells that one is there.
    /// - Parameters:
    ///   - callID: the call's id as in the history.
    ///   - messages: at least one; those without text are left out.
    /// - Returns: the transcript's id.
    /// - Throws: `INVALID_CALL` when no message has a text.
    public func attachTranscription(
        callID: String, messages: [TranscriptMessage], priority: Priority = .normal
    ) async throws(BitrixError) -> Int {
        let spoken = messages.filter { !$0.text.allSatisfy(\.isWhitespace) }
        guard !spoken.isEmpty else { throw BitrixError(BitrixErrorCode.invalidCall, execution: .notExecuted) }
        let answer = try await call(
            "telephony.call.attachTranscription", ["CALL_ID": .string(callID), "MESSAGES": .array(spoken.map(\.parameters))],
            priority: priority)
        return try identifier(answer.result["TRANSCRIPT_ID"])
    }

    /// Clients with a phone number, with the responsible person and whether that person is at work: `telephony.externalCall.searchCrmEntities`
    /// (api-reference/telephony/telephony-external-call-search-crm-entities.md).
    public func searchCRMEntities(phone: String, priority: Priority = .normal) async throws(BitrixError) -> [JSONValue] {
        try await call("telephony.externalCall.searchCrmEntities", ["PHONE_NUMBER": .string(phone)], priority: priority).result.list
    }

    /// A file on the portal's drive: `disk.file.get` (api-reference/disk/file/disk-file-get.md). Its `DOWNLOAD_URL` holds a token: never log it.
    /// - Returns: nil when there is none with this id.
    public func diskFile(id: Int, priority: Priority = .normal) async throws(BitrixError) -> JSONValue? {
        try await find("disk.file.get", ["id": JSONValue(id)], priority: priority)?.nonEmpty
    }
}
