/// The rules of content blocks (`activities/configurable/structure/content-block.md`, `rest-app-layout-dto.md`, `action.md`).
enum LayoutCheck {
    /// Most blocks of one set.
    static let blockLimit = 20

    private static let properties: [String: (required: Set<String>, optional: Set<String>)] = [
        "text": (["value"], ["multiline", "title", "bold", "size", "color", "scope"]),
        "largeText": (["value"], ["scope"]),
        "link": (["text", "action"], ["bold", "scope"]),
        "withTitle": (["title", "block"], ["inline", "scope"]),
        "lineOfBlocks": (["blocks"], ["scope"]),
        "deadline": ([], ["readonly", "scope"]),
    ]
    private static let sizes: Set<String> = ["xs", "sm", "md"]
    private static let colours: Set<String> = ["base_50", "base_60", "base_70", "base_90"]

    /// Checks a whole set: an object keyed by block names, although its table says array.
    static func check(_ blocks: JSON) throws(RESTFault) {
        guard case .object(let blocks) = blocks else { throw invalid("blocks must be an object keyed by block identifiers") }
        guard blocks.count <= blockLimit else { throw invalid("blocks may hold \(blockLimit) blocks at most") }
        for (name, block) in blocks { try check(block, at: "blocks.\(name)", allowing: Set(properties.keys)) }
    }

    private static func check(_ block: JSON, at path: String, allowing types: Set<String>) throws(RESTFault) {
        guard case .object(let members) = block else { throw invalid("\(path) must be an object") }
        for key in members.keys where key != "type" && key != "properties" { throw invalid("\(path).\(key) is unknown") }
        guard let type = members["type"]?.text, types.contains(type), let known = properties[type] else {
            throw invalid("\(path).type is not a block type allowed here")
        }
        let given = members["properties"]?.members ?? [:]
        for key in given.keys where !known.required.contains(key) && !known.optional.contains(key) {
            throw invalid("\(path).properties.\(key) is unknown")
        }
        for key in known.required.sorted() where given[key] == nil || given[key] == .null {
            throw invalid("\(path).properties.\(key) must be filled")
        }
        try checkValues(of: type, given, at: "\(path).properties")
    }

    private static func checkValues(of type: String, _ given: JSONObject, at path: String) throws(RESTFault) {
        let inner: Set<String> = ["text", "link", "deadline"]
        switch type {
        case "text":
            try checkText(given["value"], at: "\(path).value")
            if let size = given["size"]?.text, !sizes.contains(size) { throw invalid("\(path).size is unknown") }
            if let colour = given["color"]?.text, !colours.contains(colour) { throw invalid("\(path).color is unknown") }
        case "largeText":
            try checkText(given["value"], at: "\(path).value")
        case "link":
            try checkText(given["text"], at: "\(path).text")
            try checkAction(given["action"] ?? .null, at: "\(path).action")
        case "withTitle":
            try checkText(given["title"], at: "\(path).title")
            try check(given["block"] ?? .null, at: "\(path).block", allowing: inner)
        case "lineOfBlocks":
            guard case .object(let blocks)? = given["blocks"], !blocks.isEmpty else { throw invalid("\(path).blocks must be filled") }
            for (name, block) in blocks { try check(block, at: "\(path).blocks.\(name)", allowing: inner) }
        default:
            break
        }
    }

    /// A text, or an object of texts by language.
    private static func checkText(_ value: JSON?, at path: String) throws(RESTFault) {
        switch value {
        case .string(let text)? where !text.isEmpty: return
        case .object(let translations)? where translations.allSatisfy({ $0.value.text != nil }): return
        default: throw invalid("\(path) must be a text that is not empty")
        }
    }

    private static func checkAction(_ action: JSON, at path: String) throws(RESTFault) {
        switch action["type"].text {
        case "redirect":
            guard action["uri"].text?.isEmpty == false else { throw invalid("\(path).uri must be filled") }
        case "restEvent":
            guard action["id"].text?.isEmpty == false else { throw invalid("\(path).id must be filled") }
        case "openRestApp":
            return
        default:
            throw invalid("\(path).type must be redirect, restEvent or openRestApp")
        }
    }

    private static func invalid(_ message: String) -> RESTFault { RESTFault(400, "ERROR_WRONG_LAYOUT", message) }
}
