/// One call inside a batch. Only methods that read may go there: of a write in a batch nobody can say afterwards whether it executed.
public struct BatchRead: Sendable, Hashable {
    /// Longest key, in characters.
    public static let maxKeyLength = 64

    /// Names the call within its batch: letters, digits and underscores. Calls with a later key, by the alphabet, may refer to it as `$result[key][field]`.
    public var key: String
    /// A method that reads.
    public var method: String
    /// Its parameters, a map. Empty lists and maps in it cannot be sent in a batch.
    public var parameters: JSONValue

    /// Makes one.
    public init(_ key: String, _ method: String, _ parameters: JSONValue = [:]) {
        self.key = key
        self.method = method
        self.parameters = parameters
    }

    /// Last words of the names of methods that change nothing.
    private static let readingWords: Set<String> = [
        "get", "list", "fields", "current", "profile", "scope", "info", "status", "types", "count", "search", "findbycomm",
        "searchcrmentities", "admin",
    ]
    /// Methods that have such a name and change something all the same.
    private static let exceptions: Set<String> = ["event.offline.get"]

    /// Whether the method only reads, judged by its name.
    var isRead: Bool {
        let name = method.lowercased()
        let word = name.split(separator: ".").last.map(String.init) ?? ""
        return Self.readingWords.contains(word) && !Self.exceptions.contains(name)
    }

    /// Whether the key can stand in a form.
    var hasValidKey: Bool {
        (1...Self.maxKeyLength).contains(key.utf8.count) && key.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "_"):
                true
            default: false
            }
        }
    }

    /// The call as a batch writes it: `method?name=value`.
    var command: String {
        let query = PHPQuery.encode(parameters)
        return query.isEmpty ? method : "\(method)?\(query)"
    }
}
