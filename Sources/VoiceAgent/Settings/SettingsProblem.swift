/// A setting that cannot be used. The text names it and says what to do; the process ends with code 78.
struct SettingsProblem: Error, CustomStringConvertible, Sendable, Equatable {
    let description: String

    init(_ description: String) { self.description = description }

    init(_ key: String, _ cure: String) { description = "\(key): \(cure)" }
}
