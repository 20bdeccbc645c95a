import Synchronization

/// Names that can be taken once each.
final class Once: Sendable {
    private let left: Mutex<Set<String>>

    init(_ names: [String]) { left = Mutex(Set(names)) }

    /// - Returns: true for the first to ask for it.
    func take(_ name: String) -> Bool { left.withLock { $0.remove(name) != nil } }

    var isEmpty: Bool { left.withLock { $0.isEmpty } }
}
