/// Fills a JSON schema with what is known: exactly its properties, every one of them, each of the type asked for; what is not known becomes null where
/// that is allowed, else the emptiest value there is.
struct SchemaFiller {
    private let root: ServiceJSON

    /// Levels of references and nesting that are followed.
    static let depthMax = 16
    /// Names that mean the same, first the one the known values have.
    private static let synonyms: [[String]] = [
        ["utterance", "index", "line", "utteranceindex", "linenumber"],
        ["utterances", "indices", "lines", "evidence", "utteranceindices", "sources"],
        ["wantsperson", "handoff", "handover", "wantshuman"],
        ["callback", "callbackrequest", "recall"],
        ["nextstep", "nextaction", "next"],
        ["scriptscore", "score", "script"],
        ["points", "score", "value"],
        ["text", "claim", "summary", "statement", "description"],
        ["name", "slot", "field", "title", "criterion"],
        ["kind", "type", "category"],
        ["met", "done", "passed", "fulfilled"],
        ["sentiment", "mood", "tone"],
        ["outcome", "result", "status"],
        ["answered", "handled", "resolved"],
    ]
    /// Enumeration values that mean the same.
    private static let values: [[String]] = [
        ["price", "expensive", "cost", "дорого", "цена"],
        ["think", "thinking", "needtothink", "delay", "later", "подумать"],
        ["supplier", "havesupplier", "hassupplier", "competitor", "othersupplier", "конкурент"],
        ["qualified", "interested", "lead"],
        ["handoff", "transfer", "transferred"],
        ["callback", "recall"],
        ["refused", "rejected", "declined", "lost"],
        ["wrongnumber", "wrong", "misdial"],
        ["silent", "silence", "noanswer"],
        ["info", "information", "question", "support"],
        ["unclear", "unknown", "other", "undefined"],
    ]
    /// What is chosen from an enumeration when nothing is known.
    private static let indifferent = ["unclear", "unknown", "other", "neutral", "none", "info", ""]

    init(schema: ServiceJSON) { root = schema }

    /// The known values in the schema's shape.
    func filled(with known: ServiceJSON) -> ServiceJSON {
        fill(root, known, depth: 0) ?? empty(root, depth: 0)
    }

    /// nil when the value cannot be put into this shape.
    private func fill(_ given: ServiceJSON, _ value: ServiceJSON, depth: Int) -> ServiceJSON? {
        guard depth < Self.depthMax else { return nil }
        let schema = resolved(given, depth: depth)
        if let constant = schema.members["const"] { return constant }
        if !schema["anyOf"].items.isEmpty || !schema["oneOf"].items.isEmpty {
            let options = schema["anyOf"].items + schema["oneOf"].items
            if value.isNull { return options.contains { allowsNull($0, depth: depth) } ? .null : nil }
            return options.filter { $0["type"].text != "null" }.lazy.compactMap { fill($0, value, depth: depth + 1) }.first
        }
        if value.isNull { return allowsNull(schema, depth: depth) ? .null : nil }
        if !schema["enum"].items.isEmpty { return choice(schema["enum"].items, value) }
        switch type(of: schema) {
        case "object": return object(schema, value, depth: depth)
        case "array": return array(schema, value, depth: depth)
        case "string": return string(value)
        case "integer": return whole(value, schema)
        case "number": return value.double.map { .number(clamped($0, schema)) }
        case "boolean": return value.flag.map { .bool($0) } ?? .bool(true)
        case "null": return .null
        default: return value
        }
    }

    private func object(_ schema: ServiceJSON, _ value: ServiceJSON, depth: Int) -> ServiceJSON? {
        let known: [String: ServiceJSON]
        switch value {
        case .object(let members): known = members
        case .array(let items):
            // A list of {name, value} offered to an object with those names.
            known = Dictionary(items.map { ($0["name"].text ?? "", $0) }, uniquingKeysWith: { first, _ in first })
        case .string: known = ["text": value, "value": value, "quote": value]
        default: return nil
        }
        var filled: [String: ServiceJSON] = [:]
        for (name, part) in schema["properties"].members {
            let found = Self.lookup(name, in: known)
            filled[name] = found.flatMap { fill(part, $0, depth: depth + 1) } ?? empty(part, depth: depth + 1)
        }
        return .object(filled)
    }

    private func array(_ schema: ServiceJSON, _ value: ServiceJSON, depth: Int) -> ServiceJSON? {
        let items: [ServiceJSON]
        if case .array(let list) = value { items = list } else { items = [value] }
        let limit = schema["maxItems"].double.map { Int($0) } ?? items.count
        let fitting = items.filter { fits($0, schema["items"], depth: depth) }
        return .array(Array(fitting.compactMap { fill(schema["items"], $0, depth: depth + 1) }.prefix(limit)))
    }

    /// An item whose kind the schema does not know is left out rather than renamed.
    private func fits(_ item: ServiceJSON, _ schema: ServiceJSON, depth: Int) -> Bool {
        let properties = resolved(schema, depth: depth)["properties"].members
        return properties.allSatisfy { name, part in
            let options = resolved(part, depth: depth)["enum"].items
            guard !options.isEmpty, let value = Self.lookup(name, in: item.members), value.text != nil else { return true }
            return choice(options, value) != nil || options.contains { Self.indifferent.contains($0.text ?? "-") }
        }
    }

    private func string(_ value: ServiceJSON) -> ServiceJSON {
        switch value {
        case .string: value
        case .object(let members): .string(["value", "text", "quote", "name"].lazy.compactMap { members[$0]?.text }.first ?? "")
        case .array(let items): .string(items.compactMap { string($0).text }.joined(separator: " "))
        case .bool, .integer, .number: .string(value.compact)
        case .null: .string("")
        }
    }

    private func whole(_ value: ServiceJSON, _ schema: ServiceJSON) -> ServiceJSON? {
        value.double.map { .integer(Int64(clamped($0, schema).rounded())) }
    }

    private func clamped(_ value: Double, _ schema: ServiceJSON) -> Double {
        min(max(value, schema["minimum"].double ?? -.infinity), schema["maximum"].double ?? .infinity)
    }

    private func choice(_ options: [ServiceJSON], _ value: ServiceJSON) -> ServiceJSON? {
        if options.contains(value) { return value }
        guard let text = string(value).text.map(Self.plain) else { return nil }
        let words = Self.values.first { $0.contains(text) } ?? [text]
        return words.lazy.compactMap { word in options.first { $0.text.map(Self.plain) == word } }.first
    }

    private func empty(_ given: ServiceJSON, depth: Int) -> ServiceJSON {
        guard depth < Self.depthMax else { return .null }
        let schema = resolved(given, depth: depth)
        if let constant = schema.members["const"] { return constant }
        if allowsNull(schema, depth: depth) { return .null }
        let options = schema["enum"].items
        if !options.isEmpty {
            return Self.indifferent.lazy.compactMap { word in options.first { $0.text.map(Self.plain) == word } }.first ?? options[0]
        }
        if let first = (schema["anyOf"].items + schema["oneOf"].items).first { return empty(first, depth: depth + 1) }
        switch type(of: schema) {
        case "object": return .object(schema["properties"].members.mapValues { empty($0, depth: depth + 1) })
        case "array": return []
        case "integer": return .integer(Int64(clamped(0, schema)))
        case "number": return .number(clamped(0, schema))
        case "boolean": return false
        case "string": return ""
        default: return .null
        }
    }

    private func type(of schema: ServiceJSON) -> String? {
        schema["type"].text ?? schema["type"].items.compactMap(\.text).first { $0 != "null" } ?? (schema["properties"].isNull ? nil : "object")
    }

    private func allowsNull(_ given: ServiceJSON, depth: Int) -> Bool {
        let schema = resolved(given, depth: depth)
        return schema["type"].text == "null" || schema["type"].items.contains("null") || schema["enum"].items.contains(.null)
            || (schema["anyOf"].items + schema["oneOf"].items).contains { $0["type"].text == "null" }
    }

    /// Follows `#/$defs/...`.
    private func resolved(_ schema: ServiceJSON, depth: Int) -> ServiceJSON {
        guard let reference = schema["$ref"].text, depth < Self.depthMax else { return schema }
        guard reference.hasPrefix("#") else { return schema }
        let target = reference.split(separator: "/").dropFirst().reduce(root) { $0[String($1)] }
        return resolved(target, depth: depth + 1)
    }

    private static func lookup(_ name: String, in known: [String: ServiceJSON]) -> ServiceJSON? {
        if let exact = known[name] { return exact }
        let wanted = plain(name)
        let plainly = Dictionary(known.map { (plain($0.key), $0.value) }, uniquingKeysWith: { first, _ in first })
        if let found = plainly[wanted] { return found }
        return synonyms.lazy.filter { $0.contains(wanted) }.compactMap { row in row.lazy.compactMap { plainly[$0] }.first }.first
    }

    private static func plain(_ name: String) -> String {
        name.lowercased().filter { $0.isLetter || $0.isNumber }
    }
}
