import Foundation

/// The `batch` method (`settings/how-to-call-rest-api/batch.md`): commands in the order they were added, whatever their names are
/// (`sdk/b24gosdk/index.md`), each may use what earlier ones returned.
enum BatchRun {
    /// Most commands of one batch; those beyond it end with an error of their own.
    static let commandLimit = 50

    private static let refused: Set<String> = ["batch"]

    static func run(_ state: inout PortalState, _ parameters: JSONObject, userID: Int) throws(RESTFault) -> RESTReply {
        for key in parameters.keys where key != "cmd" && key != "halt" { throw .argument("Unknown parameter '\(key)' of batch") }
        let commands = parameters["cmd"]?.members ?? [:]
        var results = JSONObject()
        var errors = JSONObject()
        var totals = JSONObject()
        var nexts = JSONObject()
        var times = JSONObject()
        for (index, (key, command)) in commands.enumerated() {
            let parts = (command.text ?? "").split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            let method = parts.first ?? ""
            let asked = FormCoding.decode(parts.count > 1 ? parts[1] : "")
            do throws(RESTFault) {
                guard index < commandLimit else { throw RESTFault(400, "ERROR_BATCH_LENGTH_EXCEEDED", "Max batch length exceeded") }
                guard !refused.contains(method.lowercased()) else {
                    throw RESTFault(405, "ERROR_BATCH_METHOD_NOT_ALLOWED", "Method is not allowed for batch usage")
                }
                let reply = try state.execute(method, filled(asked, from: results), userID: userID)
                results[key] = reply.result
                if let total = reply.total { totals[key] = .int(total) }
                if let next = reply.next { nexts[key] = .int(next) }
                times[key] = state.timeBlock(method: method, started: state.now)
            } catch {
                errors[key] = error.body
                if parameters["halt"]?.flag == true { break }
            }
        }
        return RESTReply([
            "result": .object(results), "result_error": .object(errors), "result_total": .object(totals), "result_next": .object(nexts),
            "result_time": .object(times),
        ])
    }

    /// Puts earlier results in place of `$result[command][field]`.
    private static func filled(_ parameters: JSONObject, from results: JSONObject) -> JSONObject {
        var filled = JSONObject()
        for (key, value) in parameters { filled[key] = self.filled(value, from: results) }
        return filled
    }

    private static func filled(_ value: JSON, from results: JSONObject) -> JSON {
        switch value {
        case .string(let text) where text.hasPrefix("$result["): referred(text, results)
        case .object(let object): .object(filled(object, from: results))
        case .array(let values): .array(values.map { filled($0, from: results) })
        case .null, .bool, .int, .double, .string: value
        }
    }

    private static func referred(_ reference: String, _ results: JSONObject) -> JSON {
        let keys = reference.dropFirst("$result".count).split(separator: "[").map { $0.split(separator: "]").first.map(String.init) ?? "" }
        return keys.reduce(.object(results)) { $0[$1] }
    }
}
