import CSndFile

/// What the head of an audio file tells.
package struct AudioFileInfo: Sendable, Equatable {
    /// Frames per second.
    package let sampleRate: Int
    /// How many channels there are.
    package let channels: Int
    /// Samples per channel, as the file's head or a scan of it says; a damaged file may hold fewer.
    package let frames: Int
    /// `wav`, `mp3`, `ogg` or `flac`.
    package let container: String

    /// Length in seconds.
    package var seconds: Double { Double(frames) / Double(sampleRate) }

    /// A description made of its parts.
    package init(sampleRate: Int, channels: Int, frames: Int, container: String) {
        self.sampleRate = sampleRate
        self.channels = channels
        self.frames = frames
        self.container = container
    }

    /// Checks what libsndfile found against the limits of this module.
    init(_ raw: SF_INFO) throws(AudioError) {
        guard let container = Self.container(ofFormat: Int(raw.format)) else { throw AudioError(.unsupported, cause: "format \(raw.format)") }
        guard AudioLimits.sampleRates.contains(Int(raw.samplerate)) else { throw AudioError(.unsupported, cause: "\(raw.samplerate) Hz") }
        guard (1...AudioLimits.maxChannels).contains(Int(raw.channels)) else { throw AudioError(.unsupported, cause: "\(raw.channels) channels") }
        guard raw.frames > 0 else { throw AudioError(.empty) }
        guard raw.frames <= Int64(AudioLimits.longestRecordingSeconds) * Int64(raw.samplerate) else { throw AudioError(.tooLong) }
        self.init(sampleRate: Int(raw.samplerate), channels: Int(raw.channels), frames: Int(raw.frames), container: container)
    }

    private static func container(ofFormat format: Int) -> String? {
        switch format & SF_FORMAT_TYPEMASK {
        case SF_FORMAT_WAV, SF_FORMAT_WAVEX, SF_FORMAT_RF64: "wav"
        case SF_FORMAT_MPEG: "mp3"
        case SF_FORMAT_OGG: "ogg"
        case SF_FORMAT_FLAC: "flac"
        default: nil
        }
    }
}
