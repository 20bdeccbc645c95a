import Bitrix24
import Dialog
import Foundation
import Storage

/// What the portal's statistics say of one call. A call that rang at several people or was passed on may stand there in several rows.
/// Source: apidocs "voximplant.statistic.get"; nothing there promises one row a CALL_ID.
struct CallRecord: Sendable {
    private let rows: [JSONValue]

    /// - Parameter rows: in the order of their IDs.
    /// - Returns: `nil` when there is none yet.
    init?(_ rows: [JSONValue]) {
        guard !rows.isEmpty else { return nil }
        self.rows = rows
    }

    /// As it came in, whatever became of it later.
    var direction: CallDirection? { first { CallDirection(type: $0["CALL_TYPE"].int) } }
    /// The other side's number as the portal wrote it.
    var phone: String? { first { $0["PHONE_NUMBER"].text } }
    var portalNumber: String? { first { $0["PORTAL_NUMBER"].text } }
    var startedAt: Date? { rows.compactMap { $0["CALL_START_DATE"].text.flatMap(PortalDate.parse) }.min() }
    /// In seconds, of all conversations; `nil` when the portal does not say.
    var duration: Int? {
        let all = (answered.isEmpty ? rows : answered).compactMap { $0["CALL_DURATION"].int }
        return all.isEmpty ? nil : all.reduce(0, +)
    }
    /// CALL_FAILED_CODE: 200 where somebody answered, else the last one.
    var failedCode: String? { (answered.last ?? rows.last)?["CALL_FAILED_CODE"].text }
    var isAnswered: Bool { !answered.isEmpty }
    /// Who talked last: the others have passed the call on. Of a call that nobody answered, the rows name whom it rang at.
    var answeredBy: Int? { answered.reversed().lazy.compactMap { $0["PORTAL_USER_ID"].int }.first { $0 > 0 } }
    var activityID: Int? { ordered.lazy.compactMap { $0["CRM_ACTIVITY_ID"].int }.first { $0 > 0 } }
    /// The card the portal has tied the call to.
    var client: ClientLink? {
        ordered.lazy.compactMap { row -> ClientLink? in
            guard let type = row["CRM_ENTITY_TYPE"].text, let id = row["CRM_ENTITY_ID"].int, id > 0 else { return nil }
            return CRMEntity(typeName: type).map { ClientLink(entity: $0, entityID: id) }
        }.first
    }
    /// Of the longest conversation, where several were recorded.
    var source: RecordingSource? { recorded.flatMap { RecordingSource($0) } }
    var transcriptID: String? { first { $0["TRANSCRIPT_ID"].text.flatMap { $0 == "0" ? nil : $0 } } }
    /// Between two people of the company: the number is an extension.
    var isInternal: Bool {
        guard let phone else { return false }
        return (1...Self.extensionDigitsMax).contains(phone.count) && phone.allSatisfy { $0.isASCII && $0.isNumber }
    }
    /// It failed for good: nothing will be recorded.
    var hasFailed: Bool { !isAnswered && (duration ?? 0) == 0 && failedCode.map { $0 != "200" } ?? false }

    /// Digits of a company's own extensions, and of no number of the telephone network that can be called back.
    private static let extensionDigitsMax = 5

    private var answered: [JSONValue] { rows.filter(Self.isAnswered) }
    private var recorded: JSONValue? {
        rows.filter { RecordingSource($0) != nil }.max { ($0["CALL_DURATION"].int ?? 0) < ($1["CALL_DURATION"].int ?? 0) }
    }
    /// The row with the recording first: what belongs together is taken from it.
    private var ordered: [JSONValue] { (recorded.map { [$0] } ?? []) + rows }

    /// 304 is the portal's code of a missed call; nobody talks in a call of no length, unless it was recorded.
    private static func isAnswered(_ row: JSONValue) -> Bool {
        let code = row["CALL_FAILED_CODE"].text
        guard code != "304" else { return false }
        if RecordingSource(row) != nil { return true }
        guard let duration = row["CALL_DURATION"].int else { return code == "200" }
        return duration > 0
    }

    private func first<Value>(_ value: (JSONValue) -> Value?) -> Value? { rows.lazy.compactMap(value).first }
}
