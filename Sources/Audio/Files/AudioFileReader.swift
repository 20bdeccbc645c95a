import CSndFile
import Foundation

/// Reads an audio file as a stream through libsndfile: wav, mp3, ogg (Vorbis, Opus) and flac, told apart by content and not by name.
/// Not for use by two tasks at once.
package final class AudioFileReader {
    /// What the file is.
    package let info: AudioFileInfo
    /// Frames read so far.
    package private(set) var framesRead = 0
    /// The file ends before the recording does: its head or its frames promise more, or the decoder gave up. What is read till then is good.
    package private(set) var isCutShort = false

    private let file: OpaquePointer
    private let decodesToFloat: Bool
    private var floats: [Float]

    /// - Throws: `.notFound`, `.unreadable`, `.unsupported`, `.tooLong` or `.empty`.
    package init(path: String) throws(AudioError) {
        let (file, opened) = try Self.open(path)
        var raw = opened
        do throws(AudioError) {
            if raw.frames == sf_count_t.max { raw.frames = try Self.count(path) }
            info = try AudioFileInfo(raw)
        } catch {
            sf_close(file)
            throw error
        }
        self.file = file
        isCutShort = FileEnding.isMissing(path: path, container: info.container)
        // Lossy decoders and float files overshoot full scale, and not each of libsndfile's own conversions to integers clips that.
        decodesToFloat = Self.isFloat(Int(raw.format) & SF_FORMAT_SUBMASK)
        floats = decodesToFloat ? Array(repeating: 0, count: AudioLimits.chunkFrames * Int(raw.channels)) : []
    }

    deinit { sf_close(file) }

    /// The next samples, channels interleaved; fewer than asked for only at the end (then `[]`) or at ``AudioLimits/maxSamplesPerRead``.
    /// - Throws: `.unreadable` when nothing at all can be decoded, `.tooLong` when there is more than the file's head admitted.
    package func read(frames: Int) throws(AudioError) -> [Int16] {
        let wanted = max(0, min(frames, AudioLimits.maxSamplesPerRead / info.channels))
        let samples = [Int16](unsafeUninitializedCapacity: wanted * info.channels) { buffer, count in
            count = fill(buffer, frames: wanted) * info.channels
        }
        framesRead += samples.count / info.channels
        if framesRead > AudioLimits.longestRecordingSeconds * info.sampleRate { throw AudioError(.tooLong) }
        if samples.count < wanted * info.channels { try judgeEnd() }
        return samples
    }

    /// Frames may be fewer than promised by what encoders round: a twentieth of a second.
    private func judgeEnd() throws(AudioError) {
        let failed = sf_error(file) != SF_ERR_NO_ERROR
        if failed, framesRead == 0 { throw AudioError(.unreadable, cause: Self.message(sf_strerror(file))) }
        if failed || framesRead + info.sampleRate / 20 < info.frames { isCutShort = true }
    }

    private func fill(_ buffer: UnsafeMutableBufferPointer<Int16>, frames: Int) -> Int {
        guard let start = buffer.baseAddress else { return 0 }
        var done = 0
        while done < frames {
            let room = min(frames - done, AudioLimits.chunkFrames)
            let target = start + done * info.channels
            let got = decodesToFloat ? readFloats(into: target, frames: room) : Int(sf_readf_short(file, target, sf_count_t(room)))
            if got <= 0 { break }
            done += got
        }
        return done
    }

    private func readFloats(into target: UnsafeMutablePointer<Int16>, frames: Int) -> Int {
        floats.withUnsafeMutableBufferPointer { scratch in
            guard let source = scratch.baseAddress else { return 0 }
            let got = Int(sf_readf_float(file, source, sf_count_t(frames)))
            var index = 0
            let count = max(0, got) * info.channels
            while index < count {
                target[index] = Self.sample(source[index])
                index &+= 1
            }
            return got
        }
    }

    /// Full scale 1.0, clipped; not-a-number is silence.
    private static func sample(_ value: Float) -> Int16 {
        let scaled = value * 32_767
        if scaled > -32_768 && scaled < 32_767 { return Int16(scaled) }
        return scaled >= 32_767 ? .max : scaled <= -32_768 ? .min : 0
    }

    private static func isFloat(_ encoding: Int) -> Bool {
        switch encoding {
        case SF_FORMAT_FLOAT, SF_FORMAT_DOUBLE, SF_FORMAT_VORBIS, SF_FORMAT_OPUS: true
        case SF_FORMAT_MPEG_LAYER_I, SF_FORMAT_MPEG_LAYER_II, SF_FORMAT_MPEG_LAYER_III: true
        default: false
        }
    }

    /// By descriptor, for by name libsndfile would go by the ending, too.
    private static func open(_ path: String) throws(AudioError) -> (file: OpaquePointer, info: SF_INFO) {
        var info = SF_INFO()
        let descriptor = Foundation.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw AudioError(.notFound) }
        guard let file = sf_open_fd(descriptor, Int32(SFM_READ), &info, 1) else { throw problem() }
        return (file, info)
    }

    /// Length of a file that does not tell it (an Ogg file that was broken off), by decoding it once.
    private static func count(_ path: String) throws(AudioError) -> sf_count_t {
        let (file, info) = try open(path)
        defer { sf_close(file) }
        guard (1...AudioLimits.maxChannels).contains(Int(info.channels)) else { throw AudioError(.unsupported) }
        let limit = Int64(AudioLimits.longestRecordingSeconds) * Int64(info.samplerate)
        var scratch = [Float](repeating: 0, count: AudioLimits.chunkFrames * Int(info.channels))
        var total: sf_count_t = 0
        while total <= limit {
            let got = sf_readf_float(file, &scratch, sf_count_t(AudioLimits.chunkFrames))
            if got <= 0 { break }
            total += got
        }
        return total
    }

    private static func problem() -> AudioError {
        let cause = message(sf_strerror(nil))
        switch Int(sf_error(nil)) {
        case SF_ERR_UNRECOGNISED_FORMAT, SF_ERR_UNSUPPORTED_ENCODING: return AudioError(.unsupported, cause: cause)
        default: return AudioError(.unreadable, cause: cause)
        }
    }

    private static func message(_ text: UnsafePointer<CChar>?) -> String { text.map { String(cString: $0) } ?? "" }
}
