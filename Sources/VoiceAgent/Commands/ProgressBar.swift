import Foundation
import Synchronization

/// How far a file has been heard; shown only to a person at a terminal.
final class ProgressBar: Sendable {
    private let isShown = isatty(FileHandle.standardError.fileDescriptor) == 1
    private let last = Mutex(-1)
    /// The bar at most, and what stands beside it, in columns.
    private static let widthMax = 40
    private static let besides = "[] 100 %".count + 1
    private static let columnsUsual = 80

    func show(_ share: Double) {
        guard isShown else { return }
        let percent = Int((share * 100).rounded(.down))
        let isNew = last.withLock { last in
            defer { last = max(last, percent) }
            return percent > last
        }
        guard isNew else { return }
        FileHandle.standardError.write(Data("\r\(Self.line(percent, columns: Self.columns))".utf8))
    }

    /// Fits the terminal: a line that is wrapped cannot be drawn over.
    static func line(_ percent: Int, columns: Int) -> String {
        let width = min(widthMax, columns - besides)
        guard width > 0 else { return "\(percent) %" }
        let filled = percent * width / 100
        return "[\(String(repeating: "#", count: filled))\(String(repeating: ".", count: width - filled))] \(percent) %"
    }

    private static var columns: Int {
        var size = winsize()
        return ioctl(FileHandle.standardError.fileDescriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : columnsUsual
    }

    /// A word about what is waited for; what the job itself waits for, only to a person at a terminal: the last line on stderr says it again.
    static func tell(_ wait: RecordingDelivery.Wait) {
        guard !wait.isReason || isatty(FileHandle.standardError.fileDescriptor) == 1 else { return }
        FileHandle.standardError.write(Data("\(wait.text)\n".utf8))
    }

    func finish() {
        if isShown { FileHandle.standardError.write(Data("\n".utf8)) }
    }
}
