import Audio
import Testing

@Suite struct ResamplerTests {
    @Test(
        "A tone keeps its length, its loudness and its pitch",
        arguments: [(8_000, 16_000), (11_025, 16_000), (22_050, 16_000), (44_100, 16_000), (48_000, 16_000), (16_000, 8_000), (16_000, 48_000)])
    func tone(from: Int, to: Int) {
        let resampler = Resampler(from: from, to: to)
        let input = Synth.tone(1, rate: from, hertz: 440)
        var output = resampler.process(input)
        output += resampler.finish()
        #expect(output.count == to)
        #expect(abs(Synth.rms(output) + 20) < 0.2)
        let crossings = zip(output, output.dropFirst()).count { $0 < 0 && $1 >= 0 }
        #expect(abs(crossings - 440) <= 1)
        #expect(resampler.finish().isEmpty)
    }

    @Test("Portions of any size give what the whole gives")
    func portions() {
        let input = Synth.voice(0.5, rate: 44_100)
        let whole = Resampler(from: 44_100, to: 16_000)
        let expected = whole.process(input) + whole.finish()
        for size in [1, 7, 441, 5_000] {
            let resampler = Resampler(from: 44_100, to: 16_000)
            var output: [Int16] = []
            for start in stride(from: 0, to: input.count, by: size) {
                output += resampler.process(Array(input[start..<min(input.count, start + size)]))
            }
            output += resampler.finish()
            #expect(output == expected, "portions of \(size)")
        }
    }

    @Test("A beginning stays where it was on the clock", arguments: [8_000, 22_050, 44_100, 48_000])
    func aligned(from: Int) throws {
        let input = Synth.silence(0.5, rate: from) + Synth.tone(0.5, rate: from, hertz: 1_000)
        let resampler = Resampler(from: from, to: 16_000)
        let output = resampler.process(input) + resampler.finish()
        let onset = try #require(output.firstIndex { abs(Int($0)) > 1_000 })
        #expect(abs(Double(onset) / 16_000 - 0.5) < 0.001)
    }

    @Test("What is above the new rate's reach is taken out and not folded back")
    func aliasing() {
        let resampler = Resampler(from: 44_100, to: 16_000)
        let output = resampler.process(Synth.tone(1, rate: 44_100, hertz: 11_000, level: -10))
        #expect(Synth.rms(output.dropFirst(500)) < -60)
    }

    @Test("Equal rates copy")
    func same() {
        let resampler = Resampler(from: 16_000, to: 16_000)
        #expect(resampler.process([1, 2, 3]) == [1, 2, 3])
        #expect(resampler.finish().isEmpty)
    }
}
