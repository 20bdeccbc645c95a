extension BitrixClient {
    /// Calls a method that answers one thing.
    /// - Returns: its result, nil when the portal says that there is no such thing.
    func find(_ method: String, _ parameters: JSONValue, priority: Priority) async throws(BitrixError) -> JSONValue? {
        do throws(BitrixError) {
            let result = try await call(method, parameters, priority: priority).result
            return result.isNull ? nil : result
        } catch {
            if error.isNotFound { return nil }
            throw error
        }
    }

    /// The id in the answer of a method that made something.
    /// - Throws: `UNREADABLE_ANSWER` with an unknown outcome when there is none: the thing may exist all the same.
    func identifier(_ value: JSONValue) throws(BitrixError) -> Int {
        guard let id = value.int else { throw BitrixError(BitrixErrorCode.unreadableAnswer, execution: .unknown) }
        return id
    }
}

extension JSONValue {
    /// The value, nil when it is `null`, an empty map or an empty list, as PHP answers "nothing".
    var nonEmpty: JSONValue? {
        switch self {
        case .null, .array([]), .object([:]), .bool(false): nil
        case .bool, .integer, .number, .string, .array, .object: self
        }
    }
}
