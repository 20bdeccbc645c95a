/// One pass over a recording: is anything in it, are its channels really two, and what does it look like?
package struct RecordingSurvey: Sendable, Equatable {
    /// What the file is.
    package let info: AudioFileInfo
    /// One per channel.
    package let levels: [ChannelLevel]
    /// Per channel the largest sample of each bucket of time, 0...255; empty when none were asked for.
    package let peaks: [[UInt8]]
    /// Two channels that hold the same sound: a mono recording in a stereo file, in which no channel is a side.
    package let channelsAlike: Bool

    /// dBFS: a recording whose mean and peak both lie below says nothing.
    package static let silentRMS = -55.0
    /// As ``silentRMS``, of the peak.
    package static let silentPeak = -34.0
    /// Share of the energy that may differ between two channels that are alike.
    package static let alikeShare = 0.001

    /// Nothing was recorded: silence, or the noise of a line on which nobody spoke.
    package var isSilent: Bool { levels.allSatisfy { $0.rmsDecibels < Self.silentRMS && $0.peakDecibels < Self.silentPeak } }

    /// Reads the whole file once, as a stream.
    /// - Parameter buckets: of ``peaks``, 0 for none, at most ``AudioLimits/maxPeakBuckets``.
    package static func scan(path: String, buckets: Int = 0) throws(AudioError) -> RecordingSurvey {
        let reader = try AudioFileReader(path: path)
        var tally = LevelTally(info: reader.info, buckets: max(0, min(buckets, AudioLimits.maxPeakBuckets)))
        while true {
            let samples = try reader.read(frames: AudioLimits.chunkFrames)
            if samples.isEmpty { break }
            samples.withUnsafeBufferPointer { tally.handle($0) }
        }
        return tally.survey
    }
}
