/// One call before it has a token.
struct RESTRequest: Sendable {
    /// Longest method name, in bytes.
    static let maxMethodBytes = 100
    /// Longest Idempotency-Key, in characters (api-reference/rest-v3.md).
    static let maxIdempotencyKey = 255

    let method: String
    let parameters: JSONValue
    let isVersion3: Bool
    let idempotencyKey: String?

    /// Checks what will become part of an address or a header.
    /// - Throws: `INVALID_CALL` for a method name or key that cannot be one.
    init(_ method: String, _ parameters: JSONValue, isVersion3: Bool = false, idempotencyKey: String? = nil) throws(BitrixError) {
        let isName = !method.isEmpty && method.utf8.count <= Self.maxMethodBytes && method.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "."), UInt8(ascii: "_"):
                true
            default: false
            }
        }
        let isKey = idempotencyKey.map { key in
            (1...Self.maxIdempotencyKey).contains(key.utf8.count) && key.utf8.allSatisfy { (0x20...0x7E).contains($0) }
        }
        guard isName, isKey ?? true else { throw BitrixError(BitrixErrorCode.invalidCall, execution: .notExecuted) }
        self.method = method
        self.parameters = parameters
        self.isVersion3 = isVersion3
        self.idempotencyKey = idempotencyKey
    }

    /// The address: `{endpoint}{method}.json`, or `{endpoint}api/{method}` for REST 3.
    func url(at endpoint: String) -> String {
        isVersion3 ? "\(endpoint)api/\(method)" : "\(endpoint)\(method).json"
    }

    /// The body: the parameters and the token (settings/how-to-call-rest-api/authorization.md).
    func body(token: Secret) -> [UInt8] {
        var members = parameters.members
        members["auth"] = .string(token.reveal())
        return JSONValue.object(members).json
    }

    var headers: [(String, String)] {
        idempotencyKey.map { [("Idempotency-Key", $0)] } ?? []
    }
}
