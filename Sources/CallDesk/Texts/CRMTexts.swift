package import Foundation
import Mustache
import Yams

/// The texts written to the portal, from `templates/crm/<language>.yaml`: customers edit them without touching code.
package struct CRMTexts: Sendable {
    /// Why the texts cannot be used; says where and what to do.
    package struct Problem: Error, CustomStringConvertible, Sendable {
        package let description: String
    }

    /// Languages that must be complete.
    package static let languages = ["ru", "en"]
    /// Files beyond this are refused, in bytes.
    private static let fileBytesMax = 256 * 1024
    /// Text values are no HTML: nothing is escaped but the portal's own markup.
    private static let plainText = "{{% CONTENT_TYPE:TEXT}}"

    private let templates: [String: [String: MustacheTemplate]]

    /// - Parameter directory: `templates/crm`.
    package init(directory: URL) throws(Problem) {
        var all: [String: [String: MustacheTemplate]] = [:]
        for language in Self.languages { all[language] = try Self.load(directory.appending(path: "\(language).yaml")) }
        let reference = Set((all[Self.languages[0]] ?? [:]).keys)
        for (language, texts) in all {
            let missing = reference.symmetricDifference(texts.keys).sorted()
            guard missing.isEmpty else {
                throw Problem(description: "templates/crm/\(language).yaml: these texts stand in only one language: \(missing.joined(separator: ", "))")
            }
        }
        templates = all
    }

    private static func load(_ file: URL) throws(Problem) -> [String: MustacheTemplate] {
        let name = "templates/crm/\(file.lastPathComponent)"
        guard let data = try? Data(contentsOf: file), data.count <= fileBytesMax else { throw Problem(description: "\(name) cannot be read: restore it") }
        do {
            let texts = try YAMLDecoder().decode([String: String].self, from: data)
            return try texts.mapValues { try MustacheTemplate(string: plainText + $0) }
        } catch {
            throw Problem(description: "\(name) is not a list of texts: \(error)")
        }
    }

    /// The text of that name in the language (Russian where the language is unknown), with the values put in.
    package func render(_ name: String, language: String?, _ values: [String: String] = [:]) -> String {
        let texts = templates[language ?? ""] ?? templates[Self.languages[0]] ?? [:]
        return texts[name]?.render(values) ?? name
    }

    /// Words of a caller or a model, made harmless in the portal's BBCode.
    package static func plain(_ text: String) -> String {
        String(text.map { $0 == "[" ? "(" : $0 == "]" ? ")" : $0 })
    }
}
