/// What went wrong with an audio file. The description is safe to show to a user and says what to do; it never holds a path.
package struct AudioError: Error, Sendable, Equatable, CustomStringConvertible, CustomDebugStringConvertible {
    /// The kinds of failures.
    package enum Code: Sendable, Equatable {
        /// There is no such file, or it may not be read.
        case notFound
        /// The file says it is of a known kind, but cannot be decoded.
        case unreadable
        /// Not a container, encoding, sample rate or number of channels that is read here.
        case unsupported
        /// More than two channels, of which nobody knows whose they are.
        case tooManyChannels
        /// Longer than ``AudioLimits/longestRecordingSeconds``.
        case tooLong
        /// No audio in it.
        case empty
        /// It could not be written.
        case unwritable
    }

    /// What went wrong.
    package let code: Code
    /// What the library said; for the log of a developer.
    package let cause: String

    /// An error of this kind.
    package init(_ code: Code, cause: String = "") {
        self.code = code
        self.cause = cause
    }

    package var description: String {
        switch code {
        case .notFound: "the audio file is not there or may not be read: check its path and rights"
        case .unreadable: "the audio file is damaged: fetch or export it again"
        case .unsupported:
            "this kind of audio is not read here: convert it to wav, mp3, ogg or flac, mono or stereo, 4 to 192 kHz"
        case .tooManyChannels:
            "the recording has more than two channels, and whose they are is not known: export it as stereo (the client left, the operator right) or as mono"
        case .tooLong: "the recording is longer than \(AudioLimits.longestRecordingSeconds / 60) minutes: split it first"
        case .empty: "the audio file holds no audio: check that the recording was finished"
        case .unwritable: "the audio file could not be written: check the folder, its rights and the free space"
        }
    }

    package var debugDescription: String { cause.isEmpty ? description : "\(description) (\(cause))" }
}
