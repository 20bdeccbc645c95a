import Foundation
import Synchronization

/// How far a file has been heard; shown only to a person at a terminal.
final class ProgressBar: Sendable {
    private let isShown = isatty(FileHandle.standardError.fileDescriptor) == 1
    private let last = Mutex(-1)
    private static let width = 40

    func show(_ share: Double) {
        guard isShown else { return }
        let percent = Int((share * 100).rounded(.down))
        let isNew = last.withLock { last in
            defer { last = max(last, percent) }
            return percent > last
        }
        guard isNew else { return }
        let filled = percent * Self.width / 100
        let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: Self.width - filled)
        FileHandle.standardError.write(Data("\r[\(bar)] \(percent) %".utf8))
    }

    /// A word about what is waited for; only to a person at a terminal as well.
    static func tell(_ text: String) {
        if isatty(FileHandle.standardError.fileDescriptor) == 1 { FileHandle.standardError.write(Data("waiting: \(text)\n".utf8)) }
    }

    func finish() {
        if isShown { FileHandle.standardError.write(Data("\n".utf8)) }
    }
}
