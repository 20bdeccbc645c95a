import Foundation

/// The program's own output. A line appears when it is said, into a pipe too: people follow the demo there.
enum Console {
    static func say(_ text: String) {
        print(text)
        fflush(nil)
    }
}
