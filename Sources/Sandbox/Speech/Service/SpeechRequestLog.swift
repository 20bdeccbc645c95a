/// What was asked of the stand-in services, for assertions. Audio is not kept.
package struct SpeechRequestLog: Sendable {
    package struct Entry: Sendable {
        package let endpoint: SpeechEndpoint
        package let method: String
        package let path: String
        package internal(set) var model: String?
        /// Form fields but the file; empty for other requests.
        package internal(set) var fields: [String: [String]] = [:]
        package internal(set) var fileName: String?
        package internal(set) var fileBytes = 0
        /// Length of the audio in seconds.
        package internal(set) var audioSeconds: Double?
        /// Role and text of each chat message, and the name of the schema asked for.
        package internal(set) var messages: [(role: String, text: String)] = []
        package internal(set) var schemaName: String?
        package internal(set) var streams = false
        package internal(set) var fault: SpeechFault?
        /// 0 when the connection was cut.
        package internal(set) var status = 0
    }

    /// Entries kept; the oldest go first.
    static let limit = 1_000

    package private(set) var entries: [Entry] = []

    mutating func append(_ entry: Entry) {
        if entries.count >= Self.limit { entries.removeFirst() }
        entries.append(entry)
    }
}
