/// A refusal in OpenAI's shape: `{"error": {message, type, param, code}}`.
struct ServiceRefusal: Error, Sendable {
    let status: Int
    let message: String
    var type = "invalid_request_error"
    var parameter: String?
    var code: String?

    var answer: SpeechAnswer {
        .json(
            [
                "error": [
                    "message": .string(message), "type": .string(type), "param": parameter.map { .string($0) } ?? .null,
                    "code": code.map { .string($0) } ?? .null,
                ]
            ], status: status)
    }

    static func invalid(_ message: String, parameter: String? = nil, code: String? = nil) -> ServiceRefusal {
        ServiceRefusal(status: 400, message: message, parameter: parameter, code: code)
    }

    static func unknownModel(_ model: String) -> ServiceRefusal {
        ServiceRefusal(
            status: 404, message: "The model `\(model)` does not exist or you do not have access to it.", parameter: "model", code: "model_not_found")
    }

    static func unknownAddress(_ method: String, _ path: String) -> ServiceRefusal {
        ServiceRefusal(status: 404, message: "Invalid URL (\(method) \(path))")
    }

    static let noKey = ServiceRefusal(
        status: 401, message: "You didn't provide an API key. Send it as Authorization: Bearer YOUR_KEY.", code: nil)
    static let wrongKey = ServiceRefusal(status: 401, message: "Incorrect API key provided.", code: "invalid_api_key")
    static let region = ServiceRefusal(
        status: 403, message: "Country, region, or territory not supported", type: "request_forbidden", code: "unsupported_country_region_territory")
    static let rateLimited = ServiceRefusal(
        status: 429, message: "Rate limit reached for requests.", type: "requests", code: "rate_limit_exceeded")
    static let insufficientQuota = ServiceRefusal(
        status: 429, message: "You exceeded your current quota, please check your plan and billing details.", type: "insufficient_quota",
        code: "insufficient_quota")
    static let serverError = ServiceRefusal(
        status: 500, message: "The server had an error while processing your request.", type: "server_error")
    static let overloaded = ServiceRefusal(status: 503, message: "The engine is currently overloaded.", type: "server_error")
    static let tooLarge = ServiceRefusal(
        status: 413, message: "Maximum content size limit (\(TranscriptionForm.fileBytesMax)) exceeded.", code: "content_too_large")
}
