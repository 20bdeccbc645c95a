/// A value with secrets or personal data: printing, interpolating, reflecting or dumping it shows `summary` and nothing else.
package protocol Discreet: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Ids, kinds and states only.
    var summary: String { get }
}

extension Discreet {
    package var description: String { summary }
    package var debugDescription: String { summary }
    package var customMirror: Mirror { Mirror(self, children: ["summary": summary], displayStyle: .struct) }
}
