/// A request as the stand-in services see it.
struct SpeechAsk: Sendable {
    let method: String
    let path: String
    let authorization: String?
    let contentType: String?
    /// nil when it was longer than is read.
    let body: [UInt8]?

    var endpoint: SpeechEndpoint {
        switch path {
        case "/v1/audio/transcriptions": .transcriptions
        case "/v1/chat/completions": .chat
        case "/v1/models": .models
        default: path.hasPrefix("/v1/models/") ? .models : .other
        }
    }

    func authorise(_ key: String) throws(ServiceRefusal) {
        guard let authorization, authorization.hasPrefix("Bearer ") else { throw .noKey }
        guard authorization.dropFirst("Bearer ".count) == key else { throw .wrongKey }
    }
}
