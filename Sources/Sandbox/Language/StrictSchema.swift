/// What a schema of a strict structured output must be: every object closed, and every property of it required.
enum StrictSchema {
    /// Levels of nesting that are taken.
    static let depthMax = 10

    /// The first thing wrong with a schema, in words; nil when it is right.
    static func fault(in schema: ServiceJSON) -> String? {
        guard schema["type"].text == "object" else { return "schema must be a JSON Schema of 'type: \"object\"'." }
        if let fault = fault(in: schema, at: "()", depth: 0) { return fault }
        for key in ["$defs", "definitions"] {
            for (name, part) in schema[key].members {
                if let fault = fault(in: part, at: "('\(key)', '\(name)')", depth: 0) { return fault }
            }
        }
        return nil
    }

    private static func fault(in schema: ServiceJSON, at place: String, depth: Int) -> String? {
        guard depth <= depthMax else { return "In context=\(place), the schema is nested too deeply." }
        let properties = schema["properties"].members
        if schema["type"].text == "object" || !properties.isEmpty {
            guard schema["additionalProperties"].flag == false else {
                return "In context=\(place), 'additionalProperties' is required to be supplied and to be false."
            }
            let required = Set(schema["required"].items.compactMap(\.text))
            guard required == Set(properties.keys) else {
                return "In context=\(place), 'required' is required to be supplied and to be an array including every key in properties."
            }
        }
        if schema["type"].text == "array", schema["items"].members.isEmpty { return "In context=\(place), array schema missing items." }
        var parts = properties.map { ("('properties', '\($0.key)')", $0.value) }
        if !schema["items"].isNull { parts.append(("('items')", schema["items"])) }
        parts += schema["anyOf"].items.enumerated().map { ("('anyOf', \($0.offset))", $0.element) }
        for (name, part) in parts {
            if let fault = fault(in: part, at: name, depth: depth + 1) { return fault }
        }
        return nil
    }
}
