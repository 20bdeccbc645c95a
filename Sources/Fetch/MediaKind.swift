/// The container of a recording, told by its first bytes. What the server calls it is not believed.
package enum MediaKind: String, Sendable, CaseIterable {
    /// RIFF WAVE.
    case wav
    /// MPEG audio layer III.
    case mp3
    /// Ogg, Vorbis or Opus in it.
    case ogg
    /// Free Lossless Audio Codec.
    case flac
    /// MPEG-4 audio.
    case m4a

    /// Bytes that are looked at.
    package static let prefixBytes = 12

    /// - Parameter prefix: the first ``prefixBytes`` of a file. Nil: none of these, a page for example.
    package init?(prefix: [UInt8]) {
        if prefix.starts(with: Array("RIFF".utf8)) || prefix.starts(with: Array("RF64".utf8)) {
            guard prefix.dropFirst(8).starts(with: Array("WAVE".utf8)) else { return nil }
            self = .wav
        } else if prefix.starts(with: Array("OggS".utf8)) {
            self = .ogg
        } else if prefix.starts(with: Array("fLaC".utf8)) {
            self = .flac
        } else if prefix.dropFirst(4).starts(with: Array("ftyp".utf8)) {
            self = .m4a
        } else if prefix.starts(with: Array("ID3".utf8)) || Self.isMPEGFrame(prefix) {
            self = .mp3
        } else {
            return nil
        }
    }

    /// ISO 11172-3 section 2.4.1.3: eleven bits of sync, no reserved version, layer II or III, a real bit rate and sample rate. Layer I is left
    /// out: nobody records calls in it, and a byte order mark of UTF-16 (FF FE) looks like it.
    private static func isMPEGFrame(_ prefix: [UInt8]) -> Bool {
        guard prefix.count >= 4, prefix[0] == 0xFF, prefix[1] & 0xE0 == 0xE0 else { return false }
        let version = prefix[1] >> 3 & 3
        let layer = prefix[1] >> 1 & 3
        let bitRate = prefix[2] >> 4
        let sampleRate = prefix[2] >> 2 & 3
        return version != 1 && (layer == 1 || layer == 2) && (1...14).contains(bitRate) && sampleRate != 3
    }
}
