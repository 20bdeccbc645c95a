import Bitrix24
import Foundation
import Yams

/// `templates/openapi.yaml`, as far as tests hold answers against it.
struct APIDocument: Sendable {
    private let root: JSONValue

    /// - Throws: what Yams throws when the document is no YAML.
    init(_ yaml: String) throws { root = try Yams.compose(yaml: yaml).map(Self.value) ?? .null }

    private static func value(_ node: Node) -> JSONValue {
        if let mapping = node.mapping {
            return .object(Dictionary(mapping.map { ($0.key.string ?? "", value($0.value)) }, uniquingKeysWith: { first, _ in first }))
        }
        if let sequence = node.sequence { return .array(sequence.map(value)) }
        switch node.any {
        case let flag as Bool: return .bool(flag)
        case let whole as Int: return .integer(Int64(whole))
        case let number as Double: return .number(number)
        default: return node.string.map { .string($0) } ?? .null
        }
    }

    /// The document in this repository.
    static let ours = Result { try APIDocument(String(contentsOf: TestDesk.templates.appending(path: "openapi.yaml"), encoding: .utf8)) }

    private static let methods: Set<String> = ["get", "post", "put", "patch", "delete"]

    /// "GET /leads/{id}" and so on.
    var operations: Set<String> {
        var found: Set<String> = []
        for (path, item) in root["paths"].members {
            for method in item.members.keys where Self.methods.contains(method) { found.insert("\(method.uppercased()) \(path)") }
        }
        return found
    }

    /// Statuses of the answers that are described; nil when the operation is not.
    func statuses(_ method: String, _ path: String) -> Set<Int>? {
        let operation = root["paths"][path][method.lowercased()]
        return operation == .null ? nil : Set(operation["responses"].members.keys.compactMap { Int($0) })
    }

    /// Names of the headers described for an answer, in lower case.
    func headers(_ method: String, _ path: String, _ status: Int) -> Set<String> {
        Set(resolved(root["paths"][path][method.lowercased()]["responses"]["\(status)"])["headers"].members.keys.map { $0.lowercased() })
    }

    /// Which described path an address is, without its query.
    func path(of address: String) -> String? {
        let steps = address.prefix { $0 != "?" }.split(separator: "/", omittingEmptySubsequences: false)
        return root["paths"].members.keys.first { path in
            let pattern = path.split(separator: "/", omittingEmptySubsequences: false)
            return pattern.count == steps.count && zip(pattern, steps).allSatisfy { $0 == $1 || $0.hasPrefix("{") }
        }
    }

    /// Where a value differs from a schema of the document; empty when it does not.
    func differences(_ value: JSONValue, from name: String) -> [String] { differences(value, root["components"]["schemas"][name], name) }

    private func resolved(_ node: JSONValue) -> JSONValue {
        guard let reference = node["$ref"].text else { return node }
        return resolved(reference.dropFirst("#/".count).split(separator: "/").reduce(root) { $0[String($1)] })
    }

    private func differences(_ value: JSONValue, _ node: JSONValue, _ place: String) -> [String] {
        let schema = resolved(node)
        if case .array(let allowed) = schema["enum"], !allowed.contains(value) { return ["\(place): not one of the values"] }
        if schema["const"] != .null, schema["const"] != value { return ["\(place): not the value"] }
        switch (schema["type"].text, value) {
        case ("object", .object(let members)): return differences(of: members, schema, place)
        case ("array", .array(let items)): return items.enumerated().flatMap { differences($1, schema["items"], "\(place)[\($0)]") }
        case ("string", .string), ("boolean", .bool), ("integer", .integer), ("number", .integer), ("number", .number), (nil, _): return []
        default: return ["\(place): not of the type"]
        }
    }

    private func differences(of members: [String: JSONValue], _ schema: JSONValue, _ place: String) -> [String] {
        let described = schema["properties"].members
        var found = schema["required"].list.compactMap(\.text).filter { members[$0] == nil }.map { "\(place).\($0): missing" }
        for (name, value) in members.sorted(by: { $0.key < $1.key }) {
            if let property = described[name] { found += differences(value, property, "\(place).\(name)") } else { found.append("\(place).\(name): not described") }
        }
        return found
    }
}
