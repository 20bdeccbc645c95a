/// A recording on disk.
package struct Fetched: Sendable, Equatable {
    package let bytes: Int
    package let media: MediaKind

    package init(bytes: Int, media: MediaKind) {
        self.bytes = bytes
        self.media = media
    }
}
