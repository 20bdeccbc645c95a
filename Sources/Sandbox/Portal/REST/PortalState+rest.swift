import Foundation

extension PortalState {
    /// Runs one REST 2 call for a user whose token was checked.
    mutating func execute(_ name: String, _ parameters: JSONObject, userID: Int) throws(RESTFault) -> RESTReply {
        guard let method = RESTMethod.table[name.lowercased()] else {
            complain("unknown method \(name)")
            throw .unknownMethod()
        }
        guard method.scopes.isEmpty || !method.scopes.isDisjoint(with: configuration.scopes) else { throw .insufficientScope() }
        guard !method.needsAdministrator || user(userID)?.isAdministrator == true else { throw .accessDenied() }
        guard !operating.isBlocked(method.name, now: now) else { throw .operationLimit() }
        for parameter in parameters.keys where !method.parameters.contains(parameter) {
            complain("\(method.name): unknown parameter \(parameter)")
            throw .argument("Unknown parameter '\(parameter)' of \(method.name)")
        }
        operating.add(method.name, now: now)
        return try method.run(&self, RESTAsk(method: method.name, parameters: parameters, userID: userID))
    }

    /// The whole answer to a call that worked.
    func envelope(_ reply: RESTReply, method: String, started: Date) -> JSON {
        var body: JSONObject = ["result": reply.result]
        if let next = reply.next { body["next"] = .int(next) }
        if let total = reply.total { body["total"] = .int(total) }
        body["time"] = timeBlock(method: method, started: started)
        return .object(body)
    }

    func timeBlock(method: String, started: Date) -> JSON {
        let start = started.timeIntervalSince1970
        let finish = max(now.timeIntervalSince1970, start + 0.05)
        return [
            "start": .double(start), "finish": .double(finish), "duration": .double(finish - start), "processing": .double((finish - start) / 2),
            "date_start": .string(time.text(started)), "date_finish": .string(time.text(Date(timeIntervalSince1970: finish))),
            "operating_reset_at": .int(Int(start + OperatingTime.window)), "operating": .double(operating.seconds(of: method, now: now)),
        ]
    }
}
