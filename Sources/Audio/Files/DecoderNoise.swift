import CSndFile
import Foundation
import Synchronization

/// What the mp3 decoder writes to the C library's error stream by itself: lines about each damaged frame. ``AudioFileReader/isCutShort`` tells of damage.
package enum DecoderNoise {
    private static let isSilenced = Mutex(false)

    /// Takes the decoder's lines out of the error stream; everything else goes on to the descriptor 2, which itself stays as it is. Once, at the start of a program.
    package static func silence() {
        isSilenced.withLock { isSilenced in
            guard !isSilenced, let stream = stream(into: FileHandle.standardError.fileDescriptor) else { return }
            sndfile_replace_stderr(stream)
            isSilenced = true
        }
    }

    /// A `FILE *` into a descriptor, without the decoder's lines. The caller closes it; the descriptor stays open.
    package static func stream(into descriptor: Int32) -> UnsafeMutableRawPointer? { sndfile_filtered(descriptor) }
}
