import CSndFile

/// How samples are stored in a file.
package enum AudioEncoding: String, Sendable, CaseIterable {
    /// 16-bit PCM in RIFF/WAVE.
    case wave
    /// FLAC, 16 bits.
    case flac
    /// Vorbis in Ogg.
    case vorbis
    /// Opus in Ogg; 8, 12, 16, 24 or 48 kHz only.
    case opus
    /// MPEG layer III; mono only, for libsndfile's way of calling LAME lets one side be heard in the other.
    case mp3

    var format: Int {
        switch self {
        case .wave: SF_FORMAT_WAV | SF_FORMAT_PCM_16
        case .flac: SF_FORMAT_FLAC | SF_FORMAT_PCM_16
        case .vorbis: SF_FORMAT_OGG | SF_FORMAT_VORBIS
        case .opus: SF_FORMAT_OGG | SF_FORMAT_OPUS
        case .mp3: SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III
        }
    }

    /// Rates that opus and MPEG know; the others take any.
    func takes(sampleRate: Int, channels: Int) -> Bool {
        switch self {
        case .wave, .flac, .vorbis: true
        case .opus: [8_000, 12_000, 16_000, 24_000, 48_000].contains(sampleRate)
        case .mp3: channels == 1 && [8_000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000].contains(sampleRate)
        }
    }
}
