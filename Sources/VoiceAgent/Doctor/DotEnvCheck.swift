import Foundation

/// Finds lines of `.env` that mean something else than they look like.
struct DotEnvCheck {
    let path: String

    /// Lines looked at.
    private static let linesMax = 2000

    var lines: [DoctorLine] {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            return [DoctorLine(verdict: .ok, subject: ".env", detail: "none here; settings come from the environment")]
        }
        let bad = text.split(separator: "\n", omittingEmptySubsequences: false).prefix(Self.linesMax).enumerated().compactMap { index, line in
            problem(String(line)).map { DoctorLine(verdict: .bad, subject: ".env line \(index + 1)", detail: $0) }
        }
        return bad.isEmpty ? [DoctorLine(verdict: .ok, subject: ".env", detail: "every line is readable")] : bad
    }

    private func problem(_ line: String) -> String? {
        let trimmed = line.trimmingCharacters(in: .whitespaces)
        guard !trimmed.isEmpty, !trimmed.hasPrefix("#") else { return nil }
        guard let equals = trimmed.firstIndex(of: "=") else { return "has no =; write KEY=value" }
        let key = trimmed[..<equals]
        let value = trimmed[trimmed.index(after: equals)...]
        guard !key.isEmpty, key.allSatisfy({ $0.isASCII && ($0.isUppercase || $0.isNumber || $0 == "_") }) else { return "the key is not written like HTTP_PORT" }
        if value.hasPrefix("\"") || value.hasPrefix("'") { return "the value of \(key) stands in quotes, which become part of it: remove them" }
        if value.contains(" #") { return "a comment behind the value of \(key) becomes part of it: put it on a line of its own" }
        return nil
    }
}
