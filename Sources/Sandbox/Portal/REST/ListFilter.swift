/// A `filter` of a list method, compiled once and tried on rows.
struct ListFilter {
    /// Prefixes of filter keys, longest first.
    private static let operators = [
        "!><", "!=%", "!%=", "><", "!@", "!%", "!=", ">=", "<=", "=%", "%=", "@", "%", "=", "!", ">", "<", "?",
    ]

    private indirect enum Node {
        case all([Node])
        case any([Node])
        case condition(field: String, operation: String, value: JSON)
    }

    private let root: Node
    private let time: PortalTime

    /// Compiles a filter; `refuse` words the refusal of a field that may not be filtered by.
    init(_ filter: JSON, time: PortalTime, isField: (String) -> Bool, refuse: (String) -> RESTFault) throws(RESTFault) {
        self.time = time
        root = try Self.node(filter.members ?? [:], isField: isField, refuse: refuse)
    }

    private static func node(_ object: JSONObject, isField: (String) -> Bool, refuse: (String) -> RESTFault) throws(RESTFault) -> Node {
        var nodes: [Node] = []
        for (key, value) in object where key.lowercased() != "logic" {
            if Int(key) != nil, let members = value.members {
                nodes.append(try node(members, isField: isField, refuse: refuse))
                continue
            }
            let prefix = operators.first { key.hasPrefix($0) } ?? ""
            let field = String(key.dropFirst(prefix.count))
            guard isField(field) else { throw refuse(field) }
            nodes.append(.condition(field: field, operation: prefix, value: value))
        }
        let logic = (object["logic"] ?? object["LOGIC"])?.text?.uppercased()
        return logic == "OR" ? .any(nodes) : .all(nodes)
    }

    func matches(_ row: JSONObject) -> Bool { matches(row, root) }

    private func matches(_ row: JSONObject, _ node: Node) -> Bool {
        switch node {
        case .all(let nodes): nodes.allSatisfy { matches(row, $0) }
        case .any(let nodes): nodes.isEmpty || nodes.contains { matches(row, $0) }
        case .condition(let field, let operation, let value): holds(row[field] ?? .null, operation, value)
        }
    }

    private func holds(_ own: JSON, _ operation: String, _ value: JSON) -> Bool {
        switch operation {
        case "", "=", "@": isEqual(own, value)
        case "!", "!=", "!@": !isEqual(own, value)
        case ">": order(own, value) == .descending
        case ">=": order(own, value).map { $0 != .ascending } ?? false
        case "<": order(own, value) == .ascending
        case "<=": order(own, value).map { $0 != .descending } ?? false
        case "><": isBetween(own, value)
        case "!><": !isBetween(own, value)
        case "%", "?": contains(own, value)
        case "!%": !contains(own, value)
        case "=%", "%=": isLike(own, value)
        default: !isLike(own, value)
        }
    }

    private func isEqual(_ own: JSON, _ value: JSON) -> Bool {
        if case .array(let wanted) = value { return wanted.contains { isEqual(own, $0) } }
        if case .object(let wanted) = value { return wanted.contains { isEqual(own, $0.value) } }
        if case .array(let values) = own { return values.contains { isEqual($0, value) } || (values.isEmpty && (value.text ?? "").isEmpty) }
        if let own = own.double, let value = value.double { return own == value }
        if let own = own.text.flatMap(time.date), let value = value.text.flatMap(time.date) { return own == value }
        return (own.text ?? "").lowercased() == (value.text ?? "").lowercased()
    }

    private enum Order { case ascending, same, descending }

    private func order(_ own: JSON, _ value: JSON) -> Order? {
        func compare<Value: Comparable>(_ left: Value, _ right: Value) -> Order {
            left < right ? .ascending : left == right ? .same : .descending
        }
        guard let left = own.text, let right = value.text else { return nil }
        if let left = own.double, let right = value.double { return compare(left, right) }
        if let left = time.date(left), let right = time.date(right) { return compare(left, right) }
        return compare(left, right)
    }

    private func isBetween(_ own: JSON, _ value: JSON) -> Bool {
        guard let bounds = value.list, bounds.count == 2 else { return false }
        return holds(own, ">=", bounds[0]) && holds(own, "<=", bounds[1])
    }

    private func contains(_ own: JSON, _ value: JSON) -> Bool {
        if let wanted = value.list { return wanted.contains { contains(own, $0) } }
        guard let wanted = value.text, !wanted.isEmpty else { return false }
        return own.text?.lowercased().contains(wanted.lowercased()) == true
    }

    private func isLike(_ own: JSON, _ value: JSON) -> Bool {
        guard let text = own.text?.lowercased(), let pattern = value.text?.lowercased() else { return false }
        let core = pattern.drop { $0 == "%" }
        let wanted = String(core.hasSuffix("%") ? core.dropLast() : core[...])
        switch (pattern.hasPrefix("%"), pattern.hasSuffix("%")) {
        case (true, true): return text.contains(wanted)
        case (true, false): return text.hasSuffix(wanted)
        case (false, true): return text.hasPrefix(wanted)
        case (false, false): return text == wanted
        }
    }
}
