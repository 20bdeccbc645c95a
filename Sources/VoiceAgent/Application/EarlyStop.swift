import Foundation

/// A stop that comes before the server has begun anything: there is nothing to finish, so it ends at once, and well.
enum EarlyStop {
    /// From here to the start of the services, which then take the signals themselves.
    static func arm() {
        for number in [SIGTERM, SIGINT] { signal(number) { _ in _exit(0) } }
    }
}
