/// Turns one HTTP answer into a result or an error. Knows both error shapes: `{error, error_description}` of REST 2 and
/// `{error: {code, message, validation}}` of REST 3 (api-reference/rest-v3.md), an error inside HTTP 200, and pages that are no JSON.
struct AnswerReader {
    /// An answer with what it says about the method's used time.
    struct Reading {
        var outcome: Result<RESTAnswer, BitrixError>
        var operating: OperatingReport?
    }

    /// Method that was called.
    let method: String

    func read(_ answer: HTTPAnswer) -> Reading {
        let classifier = ErrorClassifier(method: method)
        guard let body = JSONValue(json: answer.body), case .object(let members) = body else {
            return Reading(outcome: .failure(classifier.errorWithoutCode(status: answer.status, retryAfter: answer.retryAfter)))
        }
        let operating = OperatingReport(time: body["time"])
        if let error = members["error"], !error.isNull {
            return Reading(outcome: .failure(read(error, in: body, of: answer, by: classifier)), operating: operating)
        }
        guard (200..<300).contains(answer.status) else {
            return Reading(outcome: .failure(classifier.errorWithoutCode(status: answer.status, retryAfter: answer.retryAfter)))
        }
        // A few pages show answers without the `result` envelope (crm.activity.layout.blocks.*): then the rest is the result.
        let result = members["result"] ?? .object(members.filter { $0.key != "time" })
        return Reading(
            outcome: .success(
                RESTAnswer(result: result, total: body["total"].int, next: body["next"].int, replayed: answer.isReplayed)),
            operating: operating)
    }

    /// The error of one call inside a batch.
    func readPart(_ error: JSONValue) -> BitrixError {
        let code = error["error"].text ?? error.text ?? BitrixErrorCode.unnamed
        return ErrorClassifier(method: method).error(code: code, status: nil, message: error["error_description"].text)
    }

    private func read(_ error: JSONValue, in body: JSONValue, of answer: HTTPAnswer, by classifier: ErrorClassifier) -> BitrixError {
        if case .object = error {
            return classifier.error(
                code: error["code"].text ?? BitrixErrorCode.unnamed, status: answer.status, message: error["message"].text,
                invalidFields: error["validation"].list.compactMap(\.["field"].text).filter(Self.isFieldName),
                retryAfter: answer.retryAfter)
        }
        return classifier.error(
            code: error.text ?? BitrixErrorCode.unnamed, status: answer.status, message: body["error_description"].text,
            retryAfter: answer.retryAfter)
    }

    /// Only names go into an error's description, no text that a server might have copied from what we sent.
    private static func isFieldName(_ text: String) -> Bool {
        text.utf8.count <= 64 && text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "_"), UInt8(ascii: "."):
                true
            default: false
            }
        }
    }
}
