import Foundation

/// The socket in STORAGE_PATH by which commands talk to the running server: the store has one owner.
enum ControlSocket {
    static func path(storage: String) -> String {
        URL(fileURLWithPath: storage, isDirectory: true).appending(path: "control.sock").path
    }

    /// The longest question or answer, in bytes: what was said in two hours is far below.
    static let bodyBytesMax = 16 << 20
    /// How long a command waits for the server, in seconds.
    static let answerSeconds: Int64 = 30
    /// How long writing a file's result into the portal may take, in seconds: a lost answer alone is left alone for 75.
    static let writeSeconds: Int64 = 600
}
