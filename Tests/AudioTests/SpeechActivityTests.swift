import Audio
import Testing

@Suite struct SpeechActivityTests {
    static let rates = [8_000, 16_000, 44_100, 48_000]

    @Test("A voice over the noise of a line is found where it is", arguments: rates)
    func voice(rate: Int) {
        let noise = Synth.noise(6, rate: rate, level: -50)
        let signal = Synth.mix(noise, Synth.silence(2, rate: rate) + Synth.voice(2, rate: rate))
        let speech = flags(signal, rate: rate)
        #expect(speech[100..<200].count { $0 } > 70)
        #expect(speech[0..<99].count { $0 } == 0)
        #expect(speech[202...].count { $0 } == 0)
    }

    @Test("A quiet voice on a quiet line is found", arguments: rates)
    func quietVoice(rate: Int) {
        let signal = Synth.silence(1, rate: rate) + Synth.voice(1, rate: rate, level: -42)
        #expect(flags(signal, rate: rate)[50...].count { $0 } > 30)
    }

    @Test("Steady noise is no speech from the first frame on", arguments: [-70.0, -60, -50, -40, -30])
    func noise(level: Double) {
        #expect(!flags(Synth.noise(4, rate: 16_000, level: level), rate: 16_000).contains(true))
    }

    @Test("Mains hum, a constant offset and digital silence are no speech", arguments: rates)
    func hum(rate: Int) {
        let hum = Synth.mix(Synth.tone(4, rate: rate, hertz: 50, level: -20), Synth.tone(4, rate: rate, hertz: 150, level: -45))
        #expect(flags(hum, rate: rate).count { $0 } == 0)
        #expect(!flags(Synth.silence(2, rate: rate), rate: rate).contains(true))
        let offset = Array(repeating: Int16(3_000), count: rate * 2)
        #expect(!flags(offset, rate: rate).dropFirst(10).contains(true))
    }

    @Test("A voice over hum is found", arguments: rates)
    func voiceOverHum(rate: Int) {
        let signal = Synth.mix(Synth.tone(4, rate: rate, hertz: 50, level: -20), Synth.silence(2, rate: rate) + Synth.voice(2, rate: rate))
        let speech = flags(signal, rate: rate)
        #expect(speech[5..<99].count { $0 } == 0)
        #expect(speech[100...].count { $0 } > 70)
    }

    @Test("After noise has risen for good, the line is quiet again within eight seconds")
    func risingNoise() {
        let signal = Synth.noise(5, rate: 8_000, level: -65) + Synth.noise(12, rate: 8_000, level: -38, seed: 2)
        let speech = flags(signal, rate: 8_000)
        #expect(speech[260] && !speech.dropFirst((5 + 8) * 50).contains(true))
    }

    @Test("A voice that never pauses stays speech for a minute")
    func monologue() {
        let speech = flags(Synth.voice(60, rate: 8_000), rate: 8_000)
        for second in 1..<60 { #expect(speech[second * 50..<(second + 1) * 50].contains(true)) }
    }

    @Test("Comfort noise between stretches of digital silence is no speech")
    func comfortNoise() {
        let block = Synth.silence(1, rate: 8_000) + Synth.noise(1, rate: 8_000, level: -64)
        #expect(!flags(block + block + block, rate: 8_000).contains(true))
    }

    private func flags(_ samples: [Int16], rate: Int) -> [Bool] {
        var activity = SpeechActivity(sampleRate: rate)
        return stride(from: 0, to: samples.count, by: activity.frameLength).map { start in
            activity.handle(Array(samples[start..<min(samples.count, start + activity.frameLength)])).isSpeech
        }
    }
}
