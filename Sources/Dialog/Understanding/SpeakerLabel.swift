/// A recogniser's mark of a speaker.
package struct SpeakerLabel: Sendable, Hashable, ExpressibleByStringLiteral {
    /// "A", "B"...
    package let name: String
    /// Labels of different requests have nothing to do with each other; nil: it means the same speaker throughout.
    package let request: Int?

    /// A mark that holds for one request, or throughout.
    package init(_ name: String, request: Int? = nil) {
        self.name = name
        self.request = request
    }

    /// A mark that holds throughout.
    package init(stringLiteral value: String) { self.init(value) }
}
