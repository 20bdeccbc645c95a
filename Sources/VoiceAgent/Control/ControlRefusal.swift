/// Why the server did not do what a command asked, as it travels over the control socket.
struct ControlRefusal: Codable, Sendable {
    let error: String
    /// The exit code of the command.
    let code: Int32

    var failure: Failure { Failure(error, code: code) }
}
