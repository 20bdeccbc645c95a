import CSndFile
import Foundation

/// An ``AudioFileWriter`` with its default encoding: RIFF/WAVE.
package typealias WaveFileWriter = AudioFileWriter

/// Writes an audio file as a stream through libsndfile. Not for use by two tasks at once.
package final class AudioFileWriter {
    /// Frames written so far.
    package private(set) var framesWritten = 0
    private var file: OpaquePointer?
    private let channels: Int
    private let frameLimit: Int

    /// Makes the file, readable by this user alone, or empties it.
    /// - Throws: `.unsupported` when the encoding does not take this rate or number of channels, `.unwritable`.
    package init(path: String, sampleRate: Int, channels: Int = 1, encoding: AudioEncoding = .wave) throws(AudioError) {
        guard AudioLimits.sampleRates.contains(sampleRate), (1...AudioLimits.maxChannels).contains(channels),
            encoding.takes(sampleRate: sampleRate, channels: channels)
        else { throw AudioError(.unsupported) }
        var info = SF_INFO()
        info.samplerate = Int32(sampleRate)
        info.channels = Int32(channels)
        info.format = Int32(encoding.format)
        guard sf_format_check(&info) != 0 else { throw AudioError(.unsupported) }
        let descriptor = Foundation.open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, mode_t(0o600))
        guard descriptor >= 0, let file = sf_open_fd(descriptor, Int32(SFM_WRITE), &info, 1) else { throw AudioError(.unwritable) }
        self.file = file
        self.channels = channels
        frameLimit = AudioLimits.longestRecordingSeconds * sampleRate
    }

    deinit { if let file { sf_close(file) } }

    /// Adds whole frames, channels interleaved; samples of an unfinished frame are left out.
    /// - Throws: `.unwritable` (also after ``close()``), `.tooLong`.
    package func write(_ samples: [Int16]) throws(AudioError) {
        let frames = samples.count / channels
        guard framesWritten + frames <= frameLimit else { throw AudioError(.tooLong) }
        guard let file else { throw AudioError(.unwritable, cause: "closed") }
        let written = samples.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return 0 }
            var done = 0
            while done < frames {
                let got = Int(sf_writef_short(file, start + done * channels, sf_count_t(min(frames - done, AudioLimits.chunkFrames))))
                if got <= 0 { break }
                done += got
            }
            return done
        }
        framesWritten += written
        if written < frames { throw AudioError(.unwritable) }
    }

    /// Completes the file's head and closes it. A second call does nothing.
    /// - Throws: `.unwritable`.
    package func close() throws(AudioError) {
        guard let file else { return }
        self.file = nil
        sf_write_sync(file)
        if sf_close(file) != 0 { throw AudioError(.unwritable) }
    }
}
