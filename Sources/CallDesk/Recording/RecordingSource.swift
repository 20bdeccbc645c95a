import Bitrix24

/// Where the portal keeps a call's recording, as its statistics say.
/// Source: apidocs "voximplant.statistic.get", RECORD_FILE_ID (a Drive file), CALL_RECORD_URL (the telephony provider's).
struct RecordingSource: Sendable, Equatable {
    let fileID: Int?
    let url: String?

    /// `nil` = there is no recording yet.
    init?(_ record: JSONValue) {
        fileID = record["RECORD_FILE_ID"].int.flatMap { $0 > 0 ? $0 : nil }
        url = record["CALL_RECORD_URL"].text
        if fileID == nil && url == nil { return nil }
    }
}
