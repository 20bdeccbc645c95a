/// The bounds of what this module reads and holds.
package enum AudioLimits {
    /// Seconds of the longest recording that is read: two hours and a margin of a quarter.
    package static let longestRecordingSeconds = 2 * 3600 + 900
    /// Channels of one file.
    package static let maxChannels = 8
    /// Samples per second that are read and written.
    package static let sampleRates = 4_000...192_000
    /// Samples (of all channels together) that one call of ``AudioFileReader/read(frames:)`` returns at most: 32 MB.
    package static let maxSamplesPerRead = 16 * 1024 * 1024
    /// Frames handed to or taken from libsndfile, and cut, at a time.
    static let chunkFrames = 8_192
    /// Buckets of a drawn wave form, per channel.
    package static let maxPeakBuckets = 4_000
}
