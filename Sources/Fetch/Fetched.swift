/// A recording on disk.
package struct Fetched: Sendable, Equatable {
    /// Length of the file, in bytes.
    package let bytes: Int
    /// What its first bytes say it is.
    package let media: MediaKind

    /// What a download came to.
    package init(bytes: Int, media: MediaKind) {
        self.bytes = bytes
        self.media = media
    }
}
