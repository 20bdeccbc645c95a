@testable import Bitrix24
import Testing

@Suite("What an answer says about execution")
struct AnswerReaderTests {
    private func error(_ status: Int, _ body: JSONValue, method: String = "crm.item.add") throws -> BitrixError {
        let reading = AnswerReader(method: method).read(HTTPAnswer(status: status, body: body.json))
        return try #require(throws: BitrixError.self) { try reading.outcome.get() }
    }

    @Test(
        "Limits are refusals before execution that a later call may pass",
        arguments: [(503, "QUERY_LIMIT_EXCEEDED"), (429, "OPERATION_TIME_LIMIT"), (401, "expired_token"), (401, "EXPIRED_TOKEN"), (401, "METHOD_CONFIRM_WAITING")])
    func limits(_ answer: (Int, String)) throws {
        let error = try error(answer.0, ["error": .string(answer.1), "error_description": ""])
        #expect(error.execution == .notExecuted && error.isRetryable && !error.needsReadoption)
    }

    @Test(
        "Missing rights are refusals before execution that do not pass",
        arguments: [
            (403, "insufficient_scope"), (403, "ACCESS_DENIED"), (403, "WRONG_AUTH_TYPE"), (403, "allowed_only_intranet_user"), (401, "NO_AUTH_FOUND"),
            (404, "ERROR_METHOD_NOT_FOUND"), (503, "OVERLOAD_LIMIT"), (500, "PORTAL_DELETED"), (400, "INVALID_REQUEST"), (403, "SOMETHING_NEW"),
        ])
    func denials(_ answer: (Int, String)) throws {
        let error = try error(answer.0, ["error": .string(answer.1)])
        #expect(error.execution == .notExecuted && !error.isRetryable)
    }

    @Test(
        "What the method itself says is final",
        arguments: [(400, "CRM_FIELD_ERROR_REQUIRED"), (400, "ACCESS_DENIED"), (400, "NOT_FOUND"), (200, "ERROR_PLACEMENT_MAX_COUNT"), (400, "100"), (400, "0")])
    func refusals(_ answer: (Int, String)) throws {
        let error = try error(answer.0, ["error": .string(answer.1), "error_description": "Words"])
        #expect(error.execution == .refused && !error.isRetryable && error.serverMessage == "Words")
    }

    @Test("An error of the server's own may have come after execution", arguments: [(500, "INTERNAL_SERVER_ERROR"), (500, "ERROR_UNEXPECTED_ANSWER"), (502, "X")])
    func faults(_ answer: (Int, String)) throws {
        #expect(try error(answer.0, ["error": .string(answer.1)]).execution == .unknown)
    }

    @Test("Pages and empty bodies are unknown, except where the status alone says that nothing ran")
    func pages() throws {
        for (status, execution) in [
            (200, BitrixError.Execution.unknown), (500, .unknown), (502, .unknown), (503, .unknown), (504, .unknown), (429, .notExecuted), (302, .notExecuted),
        ] {
            for body in ["<html>", "", "[]", "null"] {
                let reading = AnswerReader(method: "m").read(HTTPAnswer(status: status, body: Array(body.utf8)))
                let error = try #require(throws: BitrixError.self) { try reading.outcome.get() }
                #expect(error.execution == execution, "\(status) \(body)")
            }
        }
    }

    @Test("A missing permission is named by the method")
    func scope() throws {
        let error = try error(403, ["error": "insufficient_scope"], method: "voximplant.statistic.get")
        #expect(error.missingScope == "telephony")
        #expect(error.description.contains("'telephony'"))
    }

    @Test("Errors of REST 3 are read, with the names of the wrong fields and nothing else of the server's words")
    func version3() throws {
        let error = try error(
            400,
            [
                "error": [
                    "code": "BITRIX_REST_V3_EXCEPTION_VALIDATION_REQUESTVALIDATIONEXCEPTION", "message": "secret words",
                    "validation": [["field": "deadline", "message": "secret words"], ["field": "a <b>"]],
                ]
            ])
        #expect(error.execution == .refused && error.invalidFields == ["deadline"])
        #expect(error.description.contains("deadline") && !error.description.contains("secret"))
        let denied = try self.error(403, ["error": ["code": "BITRIX_REST_V3_EXCEPTION_INSUFFICIENTSCOPEEXCEPTION"]], method: "tasks.task.add")
        #expect(denied.missingScope == "task" && denied.execution == .notExecuted)
    }

    @Test("A sentence in the place of a code is not shown")
    func sentence() throws {
        let error = try error(400, ["error": "Communication type '+79990000000' is not supported", "error_description": "More."])
        #expect(error.code == BitrixErrorCode.unnamed && error.execution == .refused)
        #expect(!error.description.contains("7999"))
        #expect(error.serverMessage?.contains("+79990000000") == true)
    }

    @Test("Nothing of the sort is there, by code or only in words", arguments: [("NOT_FOUND", ""), ("ERROR_NOT_FOUND", ""), ("", "Activity is not found"), ("", "User not found")])
    func notFound(_ answer: (String, String)) throws {
        #expect(try error(400, ["error": .string(answer.0), "error_description": .string(answer.1)]).isNotFound)
        #expect(try !error(403, ["error": "ACCESS_DENIED", "error_description": "not found"]).isNotFound)
    }

    @Test("A result comes with its page marks and used time")
    func success() throws {
        let body: JSONValue = [
            "result": [1, 2], "total": 123, "next": 50, "time": ["operating": 3.3, "operating_reset_at": 1_778_747_792],
        ]
        let reading = AnswerReader(method: "m").read(HTTPAnswer(status: 200, body: body.json))
        #expect(try reading.outcome.get() == RESTAnswer(result: [1, 2], total: 123, next: 50))
        #expect(reading.operating?.seconds == 3.3 && reading.operating?.resetAt == 1_778_747_792)
    }

    @Test("An answer without the envelope is its own result; a null error is none")
    func bare() throws {
        let bare = AnswerReader(method: "m").read(HTTPAnswer(status: 200, body: (["success": true, "time": [:]] as JSONValue).json))
        #expect(try bare.outcome.get().result == ["success": true])
        let null = AnswerReader(method: "m").read(HTTPAnswer(status: 200, body: (["result": nil, "error": nil] as JSONValue).json))
        #expect(try null.outcome.get().result == .null)
    }
}
