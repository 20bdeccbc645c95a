/// What a method answered (settings/how-to-call-rest-api/general-principles.md).
public struct RESTAnswer: Sendable, Hashable {
    /// The method's result; shape by method.
    public var result: JSONValue
    /// How many records there are in all, for list methods that count.
    public var total: Int?
    /// The `start` of the next page; nil at the end.
    public var next: Int?
    /// Whether REST 3 gave back the stored answer of an earlier call with the same Idempotency-Key (api-reference/rest-v3.md).
    public var replayed: Bool

    /// Makes an answer.
    public init(result: JSONValue, total: Int? = nil, next: Int? = nil, replayed: Bool = false) {
        self.result = result
        self.total = total
        self.next = next
        self.replayed = replayed
    }
}
