import Audio
import Testing

@Suite struct RecordingSurveyTests {
    @Test("Silence and the noise of a line are told from a call")
    func silent() throws {
        let folder = try AudioFolder()
        let quiet = try folder.write(Synth.noise(2, rate: 8_000, level: -62), rate: 8_000)
        #expect(try RecordingSurvey.scan(path: quiet).isSilent)
        let zero = try folder.write(Synth.silence(2, rate: 8_000), rate: 8_000)
        #expect(try RecordingSurvey.scan(path: zero).isSilent)
        let said = try folder.write(Synth.silence(20, rate: 8_000) + Synth.voice(1, rate: 8_000, level: -30), rate: 8_000)
        #expect(try !RecordingSurvey.scan(path: said).isSilent)
    }

    @Test("Levels are of each channel")
    func levels() throws {
        let folder = try AudioFolder()
        let rate = 16_000
        let samples = Synth.interleave([Synth.tone(1, rate: rate, hertz: 440, level: -20), Synth.tone(1, rate: rate, hertz: 440, level: -40)])
        let survey = try RecordingSurvey.scan(path: try folder.write(samples, rate: rate, channels: 2))
        #expect(abs(survey.levels[0].rmsDecibels + 20) < 0.1 && abs(survey.levels[0].peakDecibels + 17) < 0.1)
        #expect(abs(survey.levels[1].rmsDecibels + 40) < 0.1)
        #expect(!survey.channelsAlike && survey.peaks.isEmpty)
    }

    @Test("A mono call in a stereo file is seen through")
    func alike() throws {
        let folder = try AudioFolder()
        let voice = Synth.voice(1, rate: 16_000)
        let twice = try folder.write(Synth.interleave([voice, voice]), rate: 16_000, channels: 2)
        #expect(try RecordingSurvey.scan(path: twice).channelsAlike)
        let nearly = Synth.mix(voice, Synth.noise(1, rate: 16_000, level: -70))
        let lossy = try folder.write(Synth.interleave([voice, nearly]), rate: 16_000, channels: 2)
        #expect(try RecordingSurvey.scan(path: lossy).channelsAlike)
        let two = try folder.write(Synth.interleave([voice, Synth.silence(1, rate: 16_000)]), rate: 16_000, channels: 2)
        #expect(try !RecordingSurvey.scan(path: two).channelsAlike)
    }

    @Test("Peaks draw the wave form where the sound is", arguments: [4, 40, 4_000])
    func peaks(buckets: Int) throws {
        let folder = try AudioFolder()
        let samples = Synth.silence(1, rate: 8_000) + Array(repeating: Int16.max, count: 8_000) + Synth.silence(2, rate: 8_000)
        let survey = try RecordingSurvey.scan(path: try folder.write(samples, rate: 8_000), buckets: buckets)
        let quarter = Array(repeating: UInt8(0), count: buckets / 4)
        #expect(survey.peaks == [quarter + quarter.map { _ in 255 } + quarter + quarter])
    }
}
