/// One stretch of speech of one channel, ready to be sent to a recogniser.
package struct AudioPiece: Sendable, Equatable {
    /// From 0; 0 also when the channels were mixed.
    package let channel: Int
    /// Seconds on the recording's clock.
    package let start: Double
    package let stop: Double
    /// A complete WAV file, mono, 16 bits.
    package let wave: [UInt8]
    /// From 0, in the order of ``start`` over all channels; the same for the same file and policy.
    package let sequence: Int

    package init(channel: Int, start: Double, stop: Double, wave: [UInt8], sequence: Int) {
        self.channel = channel
        self.start = start
        self.stop = stop
        self.wave = wave
        self.sequence = sequence
    }
}
