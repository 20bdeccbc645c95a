/// One line of the doctor's report; what only the running server can tell travels over the control socket.
struct DoctorLine: Sendable, Equatable, Codable {
    enum Verdict: String, Sendable, Codable { case ok, warn, bad }
    let verdict: Verdict
    let subject: String
    let detail: String

    var text: String { "\(verdict == .ok ? "ok  " : verdict == .warn ? "warn" : "BAD ")  \(subject): \(detail)" }
}
