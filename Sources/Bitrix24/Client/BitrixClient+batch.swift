extension BitrixClient {
    /// Most calls in one batch (settings/how-to-call-rest-api/batch.md).
    public static let maxBatch = 50

    /// Makes several reading calls in one request (settings/how-to-call-rest-api/batch.md). The portal counts it as one
    /// and runs the calls in the order they are sent (sdk/b24gosdk/index.md). This client sends them by the alphabet of their keys, so a call may refer
    /// to those whose keys come before its own.
    /// - Parameters:
    ///   - reads: at most ``maxBatch`` calls with different keys.
    ///   - stopsAtError: whether the portal leaves out what follows the first call that fails.
    ///   - priority: how urgent it is.
    /// - Returns: one result per key; a call that the portal left out is an error that did not execute.
    /// - Throws: `INVALID_CALL` for too many calls, keys that repeat or methods that write; else what ``call(_:_:priority:)`` throws.
    @concurrent
    public func batch(
        _ reads: [BatchRead], stopsAtError: Bool = false, priority: Priority = .normal
    ) async throws(BitrixError) -> [String: Result<RESTAnswer, BitrixError>] {
        guard !reads.isEmpty else { return [:] }
        let areValid = reads.allSatisfy { $0.isRead && $0.hasValidKey } && Set(reads.map(\.key)).count == reads.count
        guard areValid, reads.count <= Self.maxBatch else {
            throw BitrixError(BitrixErrorCode.invalidCall, execution: .notExecuted)
        }
        var commands: [String: JSONValue] = [:]
        for read in reads { commands[read.key] = .string(read.command) }
        let answer = try await call("batch", ["halt": stopsAtError ? 1 : 0, "cmd": .object(commands)], priority: priority)
        return results(of: reads, in: answer.result)
    }

    private func results(of reads: [BatchRead], in envelope: JSONValue) -> [String: Result<RESTAnswer, BitrixError>] {
        let values = BatchPart(envelope["result"])
        let errors = BatchPart(envelope["result_error"])
        let totals = BatchPart(envelope["result_total"])
        let nexts = BatchPart(envelope["result_next"])
        let times = BatchPart(envelope["result_time"])
        var results: [String: Result<RESTAnswer, BitrixError>] = [:]
        for read in reads {
            if let operating = OperatingReport(time: times[read.key] ?? .null) { budget.report(operating, of: read.method) }
            if let error = errors[read.key], !error.isNull {
                results[read.key] = .failure(AnswerReader(method: read.method).readPart(error))
            } else if let value = values[read.key] {
                results[read.key] = .success(
                    RESTAnswer(result: value, total: totals[read.key]?.int, next: nexts[read.key]?.int))
            } else {
                results[read.key] = .failure(
                    BitrixError(BitrixErrorCode.unreadableAnswer, execution: .notExecuted, isRetryable: true))
            }
        }
        return results
    }
}

/// One map of a batch's answer. Keys 0, 1, 2... come back as a list, and an empty map as an empty one.
private struct BatchPart {
    private let value: JSONValue

    init(_ value: JSONValue) {
        self.value = value
    }

    subscript(key: String) -> JSONValue? {
        if case .array(let values) = value {
            guard let index = Int(key), values.indices.contains(index) else { return nil }
            return values[index]
        }
        return value.members[key]
    }
}
