/// Which program this is; said by `--version`, to portals and servers of recordings, and in the log at start.
enum ProductVersion {
    /// Semantic version (semver.org).
    static let number = "0.1.0"
    /// The `User-Agent` of its requests.
    static let userAgent = "bitrix24-voice-agent/\(number)"
}
