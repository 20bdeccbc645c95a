import Foundation

/// The socket in STORAGE_PATH by which commands talk to the running server: the store has one owner.
enum ControlSocket {
    static func path(storage: String) -> String {
        URL(fileURLWithPath: storage, isDirectory: true).appending(path: "control.sock").path
    }

    /// The longest answer a command reads, in bytes.
    static let answerBytesMax = 16 << 20
    /// How long a command waits for the server, in seconds.
    static let answerSeconds: Int64 = 30
}
