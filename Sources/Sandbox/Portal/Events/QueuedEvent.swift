/// An event that happened and waits to be posted to whoever is bound to it.
struct QueuedEvent: Sendable {
    let name: String
    let data: JSON
    /// Whose action caused it; nil when no employee did.
    let actor: Int?
}

/// A handler an application bound to an event.
struct EventBinding: Sendable {
    let id: Int
    let event: String
    let handler: String
    /// 0: tokens of whoever caused the event.
    let authType: Int
    let isOffline: Bool
}

/// A widget an application bound to a place of the portal's interface.
package struct PlacementBinding: Sendable {
    package let placement: String
    package let handler: String
    package let title: String
    package let description: String
    package let options: JSON
    package let languages: JSON
    package let userID: Int
}

/// One event as it was posted to a handler.
package struct SentEvent: Sendable {
    /// Position among all events ever sent, from 0.
    package let number: Int
    package let name: String
    package let handler: String
    package let data: JSON
    /// The form body, byte for byte.
    package let body: String
    /// The handler's status; nil when it did not answer.
    package var status: Int?
}
