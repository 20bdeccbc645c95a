import Bitrix24
import Storage
import Testing

@testable import CallDesk

@Suite("What the statistics say of a call")
struct CallRecordTests {
    private static let base: [String: JSONValue] = [
        "CALL_TYPE": "2", "PHONE_NUMBER": "+79161234567", "CALL_DURATION": "20", "CALL_FAILED_CODE": "200", "PORTAL_USER_ID": "5", "RECORD_FILE_ID": .null,
        "CALL_RECORD_URL": "", "CRM_ENTITY_TYPE": .null, "CRM_ENTITY_ID": .null, "CRM_ACTIVITY_ID": .null, "TRANSCRIPT_ID": "0",
    ]

    private static func record(_ rows: [String: JSONValue]...) throws -> CallRecord {
        try #require(CallRecord(rows.map { JSONValue.object(base.merging($0) { $1 }) }))
    }

    @Test("A call that one did not take and another did is answered, and its recording counts")
    func secondAnswered() throws {
        let record = try Self.record(
            ["CALL_FAILED_CODE": "304", "CALL_DURATION": "0", "PORTAL_USER_ID": "6"], ["RECORD_FILE_ID": 9079, "PORTAL_USER_ID": "5", "CALL_DURATION": "20"])
        #expect(record.isAnswered && record.answeredBy == 5 && record.duration == 20 && record.failedCode == "200")
        #expect(record.source?.fileID == 9079)
    }

    @Test("A call that was passed on belongs to who talked last, and the longest recording is its own")
    func passedOn() throws {
        let record = try Self.record(
            ["CALL_DURATION": "5", "PORTAL_USER_ID": "6"],
            ["CALL_TYPE": "3", "CALL_DURATION": "40", "PORTAL_USER_ID": "7", "RECORD_FILE_ID": "11", "CRM_ACTIVITY_ID": "31", "TRANSCRIPT_ID": "8"])
        #expect(record.answeredBy == 7 && record.duration == 45 && record.source?.fileID == 11 && record.activityID == 31)
        #expect(record.direction == .incoming && record.transcriptID == "8")
    }

    @Test("Nobody took it: every row is missed or of no length")
    func missed() throws {
        let record = try Self.record(["CALL_FAILED_CODE": "304", "CALL_DURATION": "0"], ["CALL_FAILED_CODE": "304", "CALL_DURATION": "12"])
        #expect(!record.isAnswered && record.answeredBy == nil && record.failedCode == "304")
        #expect(try !Self.record(["CALL_DURATION": "0"]).isAnswered)
    }

    @Test("A length that is not told does not make a successful or recorded call a missed one")
    func noDuration() throws {
        #expect(try Self.record(["CALL_DURATION": .null]).isAnswered)
        #expect(try Self.record(["CALL_DURATION": .null, "CALL_FAILED_CODE": .null, "RECORD_FILE_ID": 3]).isAnswered)
        #expect(try !Self.record(["CALL_DURATION": .null, "CALL_FAILED_CODE": "603"]).isAnswered)
    }

    @Test("A call that reached nobody has failed for good; one that was answered has not", arguments: ["486", "603", "404", "603-S"])
    func failed(_ code: String) throws {
        #expect(try Self.record(["CALL_TYPE": "1", "CALL_FAILED_CODE": .string(code), "CALL_DURATION": "0"]).hasFailed)
        #expect(try !Self.record(["CALL_TYPE": "1", "CALL_FAILED_CODE": .string(code), "CALL_DURATION": "9"]).hasFailed)
        #expect(try !Self.record(["CALL_TYPE": "1"]).hasFailed)
    }

    @Test("An extension is no client's number")
    func extensions() throws {
        #expect(try Self.record(["PHONE_NUMBER": "102"]).isInternal)
        #expect(try !Self.record([:]).isInternal)
        #expect(try !Self.record(["PHONE_NUMBER": .null]).isInternal)
    }

    @Test("The card the portal named is found in whichever row names it")
    func client() throws {
        let record = try Self.record([:], ["CRM_ENTITY_TYPE": "LEAD", "CRM_ENTITY_ID": "77"])
        #expect(record.client?.entityID == 77)
    }
}
