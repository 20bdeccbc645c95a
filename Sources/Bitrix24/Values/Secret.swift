/// A text that must not reach a log, an error or a debugger's print-out: a token, a client secret.
///
/// Only ``reveal()`` gives it out. Description, debug description and reflection show a fixed mark.
public struct Secret: Sendable, Hashable {
    private let value: String

    /// Wraps a text.
    public init(_ value: String) {
        self.value = value
    }

    /// The text itself, for the one place that sends or stores it.
    public func reveal() -> String { value }

    /// Whether there is nothing in it.
    public var isEmpty: Bool { value.isEmpty }

    /// Compares in a time that does not depend on where the texts differ.
    public static func == (left: Secret, right: Secret) -> Bool {
        ConstantTime.equal(left.value, right.value)
    }

    /// Hashes the text; the hash is seeded per process.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(value)
    }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// A fixed mark.
    public var description: String { "<secret>" }

    /// A fixed mark.
    public var debugDescription: String { "<secret>" }

    /// A mirror without children, so that `dump` shows nothing.
    public var customMirror: Mirror { Mirror(self, children: [:] as KeyValuePairs<String, Any>) }
}
