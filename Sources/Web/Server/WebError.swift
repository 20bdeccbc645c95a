/// Why the web server cannot start; says what to do.
package struct WebError: Error, Sendable, Equatable, CustomStringConvertible {
    /// One sentence for the user.
    package let description: String

    init(_ description: String) { self.description = description }
}
