import Foundation

/// Finds lines of `.env` that mean something else than they look like.
struct DotEnvCheck {
    let path: String

    /// Lines looked at.
    private static let linesMax = 2000

    var lines: [DoctorLine] {
        guard FileManager.default.fileExists(atPath: path) else {
            return [DoctorLine(verdict: .ok, subject: ".env", detail: "none here; settings come from the environment")]
        }
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            return [DoctorLine(verdict: .bad, subject: ".env", detail: "cannot be read: check who may read it, and that it is UTF-8 text")]
        }
        let found = Self.lines(of: text)
        return found.isEmpty ? [DoctorLine(verdict: .ok, subject: ".env", detail: "every line is readable")] : found
    }

    /// What is wrong with the lines of a file.
    static func lines(of text: String) -> [DoctorLine] {
        var seen: [String: Int] = [:]
        return text.split(separator: "\n", omittingEmptySubsequences: false).prefix(linesMax).enumerated().compactMap { index, line in
            let number = index + 1
            let trimmed = line.trimmingCharacters(in: .whitespaces)
            guard !trimmed.isEmpty, !trimmed.hasPrefix("#") else { return nil }
            let subject = ".env line \(number)"
            if let problem = problem(trimmed) { return DoctorLine(verdict: .bad, subject: subject, detail: problem) }
            let key = String(trimmed.prefix { $0 != "=" })
            if let first = seen.updateValue(number, forKey: key) {
                return DoctorLine(verdict: .bad, subject: subject, detail: "\(key) stands in line \(first) already: keep one")
            }
            return StrayVariables.detail(key).map { DoctorLine(verdict: .warn, subject: subject, detail: $0) }
        }
    }

    private static func problem(_ line: String) -> String? {
        guard let equals = line.firstIndex(of: "=") else { return "has no =; write KEY=value" }
        let key = line[..<equals]
        let value = line[line.index(after: equals)...]
        guard !key.isEmpty, key.allSatisfy({ $0.isASCII && ($0.isUppercase || $0.isNumber || $0 == "_") }) else { return "the key is not written like HTTP_PORT" }
        if value.hasPrefix("\"") || value.hasPrefix("'") { return "the value of \(key) stands in quotes, which become part of it: remove them" }
        if value.contains(" #") { return "a comment behind the value of \(key) becomes part of it: put it on a line of its own" }
        return nil
    }
}
