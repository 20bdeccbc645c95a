import Testing

@testable import Providers

@Suite("Error answers")
struct ErrorAnswerTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let status: Int
        let body: String
        let kind: FailureKind
        var code: String?
        var testDescription: String { "\(status) \(body.prefix(60))" }
    }

    static let cases = [
        Case(
            status: 400, body: #"{"error":{"message":"no","type":"invalid_request_error","param":null,"code":"unsupported_value"}}"#,
            kind: .badRequest, code: "unsupported_value"),
        Case(status: 400, body: #"{"error":{"message":"long","code":"context_length_exceeded"}}"#, kind: .tooLarge, code: "context_length_exceeded"),
        Case(status: 400, body: #"{"error":"failed to read audio data"}"#, kind: .badRequest),
        Case(
            status: 401, body: #"{"error":{"message":"Incorrect API key provided: sk-abc","code":"invalid_api_key"}}"#, kind: .unauthorised,
            code: "invalid_api_key"),
        Case(status: 401, body: "", kind: .unauthorised),
        Case(status: 402, body: "{}", kind: .quota),
        Case(
            status: 403, body: #"{"error":{"message":"Country, region, or territory not supported","code":"unsupported_country_region_territory"}}"#,
            kind: .regionBlocked, code: "unsupported_country_region_territory"),
        Case(status: 403, body: "<html>blocked</html>", kind: .regionBlocked),
        Case(status: 403, body: #"{"detail":"Invalid API key"}"#, kind: .unauthorised),
        Case(status: 404, body: #"{"detail":"Model is not installed"}"#, kind: .notFound),
        Case(status: 408, body: "", kind: .timeout),
        Case(status: 409, body: "", kind: .unavailable),
        Case(status: 413, body: "<html>413</html>", kind: .tooLarge),
        Case(status: 422, body: #"{"detail":[{"loc":["body","file"],"msg":"field required"}]}"#, kind: .badRequest),
        Case(
            status: 429, body: #"{"error":{"message":"slow","code":"rate_limit_exceeded"}}"#, kind: .rateLimited(retryAfter: .seconds(7)),
            code: "rate_limit_exceeded"),
        Case(
            status: 429, body: #"{"error":{"message":"pay","type":"insufficient_quota","code":"insufficient_quota"}}"#, kind: .quota,
            code: "insufficient_quota"),
        Case(status: 500, body: #"{"error":{"message":"oops","type":"server_error","code":null}}"#, kind: .unavailable, code: "server_error"),
        Case(status: 502, body: "<html>502 Bad Gateway</html>", kind: .unavailable),
        Case(status: 503, body: "", kind: .unavailable),
        Case(status: 302, body: "", kind: .unreadableAnswer),
    ]

    @Test("Every shape of refusal gets its kind", arguments: cases)
    func kinds(example: Case) {
        let answer = ErrorAnswer(status: example.status, retryAfter: .seconds(7), body: Array(example.body.utf8))
        #expect(answer.kind == example.kind)
        #expect(answer.code == example.code)
    }

    @Test(
        "A code that is not a plain word is not passed on",
        arguments: ["sk-proj-1234", "+79991234567", "Иван", "", String(repeating: "a", count: 49)])
    func unsafeCodes(code: String) {
        #expect(ErrorAnswer(status: 400, body: Array(#"{"error":{"code":"\#(code)"}}"#.utf8)).code == nil)
    }

    @Test("Waits are read in milliseconds, seconds and as a date against the answer's own date")
    func waits() {
        func wait(_ milliseconds: String?, _ value: String?, _ date: String? = nil) -> Duration? {
            RetryAfter.wait(milliseconds: milliseconds, value: value, answeredAt: date)
        }
        #expect(wait("1500", "9") == .milliseconds(1500))
        #expect(wait(nil, "9") == .seconds(9))
        #expect(wait(nil, "99999") == .seconds(3600))
        #expect(wait(nil, "1e300") == .seconds(3600))
        #expect(wait(nil, "-1") == nil)
        #expect(wait(nil, "soon") == nil)
        #expect(wait(nil, nil) == nil)
        #expect(wait(nil, "Sun, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:07 GMT") == .seconds(30))
        #expect(wait(nil, "Sun, 06 Nov 1994 08:49:37 GMT") == nil)
    }

    @Test("Of several failures the one that passes by itself decides, and the shortest wait counts")
    func deciding() {
        func failure(_ kind: FailureKind) -> ProviderFailure {
            ProviderFailure(kind, of: ProviderIdentity(service: .recognition, provider: "p", model: "m"))
        }
        let nothing = failure(.notConfigured)
        #expect(ProviderFailures([], otherwise: nothing).deciding == nothing)
        #expect(ProviderFailures([failure(.suspended), failure(.unauthorised)], otherwise: nothing).deciding.kind == .unauthorised)
        #expect(ProviderFailures([failure(.unauthorised), failure(.unavailable)], otherwise: nothing).deciding.kind == .unavailable)
        #expect(ProviderFailures([failure(.unavailable), failure(.cancelled)], otherwise: nothing).isWorthRetrying == false)
        let limited = [failure(.rateLimited(retryAfter: .seconds(9))), failure(.rateLimited(retryAfter: .seconds(3)))]
        #expect(ProviderFailures(limited, otherwise: nothing).retryAfter == .seconds(3))
    }
}
