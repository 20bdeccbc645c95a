import Foundation

/// The socket in STORAGE_PATH by which commands talk to the running server: the store has one owner.
enum ControlSocket {
    static func path(storage: String) -> String {
        URL(fileURLWithPath: storage, isDirectory: true).appending(path: "control.sock").path
    }

    /// The longest question or answer, in bytes: what was said in two hours is far below.
    static let bodyBytesMax = 32 << 20
    /// How long a command waits for the server, in seconds.
    static let answerSeconds: Int64 = 30
    /// How long the server may take to ask its portals, in seconds.
    static let portalSeconds: Int64 = 120
}
