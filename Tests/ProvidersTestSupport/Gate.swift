/// Holds a server up until the test has seen what it waits for.
package final class Gate: Sendable {
    private let passage = AsyncStream.makeStream(of: Never.self)

    /// Shut.
    package init() {}

    /// Lets everybody through from now on.
    package func open() {
        passage.continuation.finish()
    }

    /// Returns when the gate is open.
    package func pass() async {
        for await _ in passage.stream {}
    }
}
