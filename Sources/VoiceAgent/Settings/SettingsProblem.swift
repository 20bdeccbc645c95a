/// A setting that cannot be used. The text names it and says what to do; the process ends with code 78.
struct SettingsProblem: Error, CustomStringConvertible, Sendable, Equatable {
    let description: String

    init(_ description: String) { self.description = description }

    init(_ key: String, _ cure: String) { description = "\(key): \(cure)" }

    /// The setting in front of the description, such as HTTP_PORT; `nil` where the problem is no single setting's.
    var key: String? {
        let word = description.prefix { $0.isASCII && ($0.isUppercase || $0.isNumber || $0 == "_") }
        return word.contains("_") ? String(word) : nil
    }

    /// The description without the setting's name.
    var cure: String { String(description.dropFirst(key?.count ?? 0).drop { $0 == ":" || $0.isWhitespace }) }
}
