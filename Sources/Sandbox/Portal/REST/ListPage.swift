/// Pages of list methods: fixed at 50 rows, addressed by offset.
enum ListPage {
    static let size = 50

    /// The page at `start`. A `start` of -1 turns counting off: `total` is 0 and there is no `next` (`settings/performance`).
    static func cut(_ rows: [JSON], start: JSON) -> (rows: [JSON], total: Int, next: Int?) {
        let offset = start.int ?? 0
        guard offset >= 0 else { return (Array(rows.prefix(size)), 0, nil) }
        let page = Array(rows.dropFirst(offset).prefix(size))
        return (page, rows.count, offset + size < rows.count ? offset + size : nil)
    }

    /// Sorts rows by an `order` object; `refuse` words the refusal of a field or direction.
    static func sorted(
        _ rows: [JSONObject], order: JSON, time: PortalTime, isField: (String) -> Bool, refuse: (String, String) -> RESTFault
    ) throws(RESTFault) -> [JSONObject] {
        var keys: [(field: String, descends: Bool)] = []
        for (field, direction) in order.members ?? [:] {
            let direction = direction.text?.uppercased() ?? ""
            guard isField(field), direction.hasPrefix("ASC") || direction.hasPrefix("DESC") else { throw refuse(field, direction) }
            keys.append((field, direction.hasPrefix("DESC")))
        }
        guard !keys.isEmpty else { return rows }
        return rows.enumerated().sorted { left, right in
            for key in keys {
                let before = precedes(left.element[key.field] ?? .null, right.element[key.field] ?? .null)
                let after = precedes(right.element[key.field] ?? .null, left.element[key.field] ?? .null)
                if before != after { return key.descends ? after : before }
            }
            return left.offset < right.offset
        }.map(\.element)
    }

    /// Members of a row named by `select`; everything for an empty select or "*".
    static func selected(_ row: JSONObject, _ select: JSON) -> JSONObject {
        let names = (select.list ?? []).compactMap(\.text)
        guard !names.isEmpty, !names.contains("*") else { return row }
        var part = JSONObject()
        for name in names { part[name] = row[name] }
        return part
    }

    private static func precedes(_ left: JSON, _ right: JSON) -> Bool {
        if let left = left.double, let right = right.double { return left < right }
        return (left.text ?? "") < (right.text ?? "")
    }
}
