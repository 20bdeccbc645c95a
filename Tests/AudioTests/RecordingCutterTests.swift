import Audio
import Testing

@Suite struct RecordingCutterTests {
    @Test("Each side is cut by its own silences and timed on the recording's clock", arguments: [8_000, 16_000, 44_100, 48_000])
    func sides(rate: Int) throws {
        let folder = try AudioFolder()
        let client = Synth.silence(1, rate: rate) + Synth.voice(2, rate: rate) + Synth.silence(3, rate: rate) + Synth.voice(1, rate: rate)
        let operator1 = Synth.silence(3.5, rate: rate) + Synth.voice(2, rate: rate)
        let path = try folder.write(Synth.interleave([client, operator1]), rate: rate, channels: 2)
        var cutter = try RecordingCutter(path: path)
        let pieces = try cutter.all()
        #expect(pieces.map(\.channel) == [0, 1, 0])
        #expect(pieces.map(\.sequence) == [0, 1, 2])
        let expected = [(0.8, 3.2), (3.3, 5.7), (5.8, 7.0)]
        for (piece, time) in zip(pieces, expected) {
            #expect(abs(piece.start - time.0) < 0.07 && abs(piece.stop - time.1) < 0.07, "\(piece.start)...\(piece.stop)")
            #expect(piece.samples.count == Int(((piece.stop - piece.start) * 16_000).rounded()))
            #expect(Synth.rms(piece.samples) > -30)
        }
        #expect(cutter.secondsRead == cutter.info.seconds)
    }

    @Test("A pause shorter than the gap joins, a longer one parts", arguments: [(0.5, 1), (1.2, 2)])
    func gap(pause: Double, count: Int) throws {
        let folder = try AudioFolder()
        let samples = Synth.voice(1, rate: 8_000) + Synth.silence(pause, rate: 8_000) + Synth.voice(1, rate: 8_000)
        #expect(try pieces(of: samples, rate: 8_000, in: folder).count == count)
    }

    @Test("Nothing said gives no piece", arguments: [-100.0, -65, -45])
    func silent(level: Double) throws {
        let folder = try AudioFolder()
        let samples = level < -99 ? Synth.silence(10, rate: 8_000) : Synth.noise(10, rate: 8_000, level: level)
        #expect(try pieces(of: samples, rate: 8_000, in: folder).isEmpty)
    }

    @Test("A click is left out, a short yes is kept")
    func click() throws {
        let folder = try AudioFolder()
        let click = Synth.silence(2, rate: 8_000) + Synth.tone(0.05, rate: 8_000, hertz: 900, level: -10) + Synth.silence(2, rate: 8_000)
        #expect(try pieces(of: click, rate: 8_000, in: folder).isEmpty)
        let yes = Synth.silence(2, rate: 8_000) + Synth.tone(0.25, rate: 8_000, hertz: 900, level: -20) + Synth.silence(2, rate: 8_000)
        #expect(try pieces(of: yes, rate: 8_000, in: folder).count == 1)
    }

    @Test("Speech that runs on without a pause is cut in its quietest moment, and what is around the cut is in both pieces")
    func runsOn() throws {
        let folder = try AudioFolder()
        // Loud without a pause but for a dip of 40 ms, at 25 s.
        var samples = Synth.noise(40, rate: 16_000, level: -12)
        for index in 25 * 16_000..<25 * 16_000 + 640 { samples[index] /= 30 }
        let pieces = try pieces(of: samples, rate: 16_000, in: folder)
        #expect(pieces.count == 2)
        #expect(pieces[0].start == 0)
        // Two frames are no pause between words: what lies around the cut is in both pieces.
        #expect(abs(pieces[0].stop - 26.5) < 0.05 && abs(pieces[1].start - 23.5) < 0.05 && pieces[1].stop == 40)
        #expect(pieces[1].heardBefore == pieces[0].stop && pieces[0].heardBefore == 0)
        let isWhole = Self.joined(pieces) == samples
        #expect(isWhole)
    }

    @Test("A pause in the last third is where speech that runs on is cut, and then nothing is in two pieces", arguments: [19.5, 22, 27.5])
    func pause(at second: Double) throws {
        let folder = try AudioFolder()
        let samples = Synth.noise(second, rate: 16_000, level: -12) + Synth.silence(0.3, rate: 16_000) + Synth.noise(38 - second, rate: 16_000, level: -12)
        let pieces = try pieces(of: samples, rate: 16_000, in: folder)
        #expect(pieces.count == 2)
        #expect((second...second + 0.3).contains(pieces[0].stop) && pieces[1].start == pieces[0].stop && pieces[1].heardBefore == pieces[1].start)
        let isWhole = pieces.flatMap(\.samples) == samples
        #expect(isWhole)
    }

    @Test("A piece tells where the speech in it begins and ends")
    func spoken() throws {
        let folder = try AudioFolder()
        let samples = Synth.silence(2, rate: 8_000) + Synth.noise(1, rate: 8_000, level: -20) + Synth.silence(2, rate: 8_000)
        let piece = try #require(try pieces(of: samples, rate: 8_000, in: folder).first)
        #expect(abs(piece.start - 1.8) < 0.05 && abs(piece.stop - 3.2) < 0.05)
        #expect(abs(piece.spokenStart - 2) < 0.05 && abs(piece.spokenStop - 3) < 0.05)
    }

    @Test("A long piece cut finer says the same at the same times as the recording cut finer")
    func parts() throws {
        let folder = try AudioFolder()
        let burst = Synth.noise(1.5, rate: 16_000, level: -15) + Synth.silence(0.5, rate: 16_000)
        let samples = Synth.silence(1, rate: 16_000) + burst + burst + burst + Synth.silence(1, rate: 16_000)
        let whole = try pieces(of: samples, rate: 16_000, in: folder, policy: .conversation)
        #expect(whole.count == 1)
        let parts = try #require(whole.first).parts(.turns)
        let direct = try pieces(of: samples, rate: 16_000, in: folder, policy: .turns)
        #expect(parts.count == 3 && direct.count == 3)
        for (part, other) in zip(parts, direct) {
            #expect(abs(part.spokenStart - other.spokenStart) < 0.05 && abs(part.spokenStop - other.spokenStop) < 0.05)
        }
        let sample = try #require(whole.first).wave(from: 1.5, to: 2)
        #expect(sample == WaveFile.encode(Array(samples[24_000..<32_000]), sampleRate: 16_000))
    }

    @Test("The last word behind a cut is kept, however short")
    func lastWord() throws {
        let folder = try AudioFolder()
        let samples = Synth.noise(10.06, rate: 16_000, level: -12) + Synth.silence(3, rate: 16_000)
        let pieces = try pieces(of: samples, rate: 16_000, in: folder, policy: CutPolicy(maxSeconds: 10))
        #expect(Self.joined(pieces).count >= 160_960)
        #expect(pieces.last.map { $0.stop >= 10.06 } ?? false)
    }

    @Test("No piece exceeds the seconds or the bytes that are allowed")
    func limits() throws {
        let folder = try AudioFolder()
        let samples = Synth.noise(60, rate: 8_000, level: -12)
        let policy = CutPolicy(sampleRate: 8_000, maxSeconds: 9, maxBytes: 100_000)
        let pieces = try pieces(of: samples, rate: 8_000, in: folder, policy: policy)
        #expect(pieces.count >= 10)
        #expect(pieces.allSatisfy { $0.wave.count <= 100_000 && $0.stop - $0.start <= 9 })
        let isWhole = Self.joined(pieces) == samples
        #expect(isWhole)
    }

    @Test("While one side speaks without end and the other never or last, little is held and the order stays")
    func bounded() throws {
        let folder = try AudioFolder()
        let rate = 8_000
        let path = folder.path("long.wav")
        let writer = try WaveFileWriter(path: path, sampleRate: rate, channels: 2)
        let minute = Synth.interleave([Synth.noise(60, rate: rate, level: -12), Synth.silence(60, rate: rate)])
        for _ in 0..<10 { try writer.write(minute) }
        try writer.write(Synth.interleave([Synth.silence(5, rate: rate), Synth.silence(2, rate: rate) + Synth.voice(2, rate: rate)]))
        try writer.close()
        var cutter = try RecordingCutter(path: path)
        let pieces = try cutter.all()
        #expect(pieces.last?.channel == 1)
        #expect(pieces.dropLast().allSatisfy { $0.channel == 0 })
        #expect(pieces.map(\.start) == pieces.map(\.start).sorted())
        // Thirty seconds a channel at 16 kHz, and the pieces of as long that wait.
        #expect(cutter.peakHeldBytes < 4 * 30 * 32_000)
        #expect(cutter.peakHeldBytes > 28 * 32_000)
    }

    @Test("Mixed down, both sides are in one row of pieces")
    func mixdown() throws {
        let folder = try AudioFolder()
        let rate = 8_000
        let left = Synth.silence(1, rate: rate) + Synth.voice(1, rate: rate)
        let right = Synth.silence(4, rate: rate) + Synth.voice(1, rate: rate) + Synth.silence(1, rate: rate)
        let path = try folder.write(Synth.interleave([left, right]), rate: rate, channels: 2)
        var cutter = try RecordingCutter(path: path, mixdown: true)
        let pieces = try cutter.all()
        #expect(pieces.map(\.channel) == [0, 0])
        #expect(abs(pieces[0].start - 0.8) < 0.07 && abs(pieces[1].start - 3.8) < 0.07)
    }

    @Test("The same file cut twice gives the same pieces")
    func repeatable() throws {
        let folder = try AudioFolder()
        let path = try folder.write(Synth.mix(Synth.noise(6, rate: 8_000, level: -50), Synth.voice(2, rate: 8_000)), rate: 8_000, encoding: .flac)
        var (one, other) = (try RecordingCutter(path: path), try RecordingCutter(path: path))
        let pieces = try one.all()
        #expect(!pieces.isEmpty)
        #expect(pieces == (try other.all()))
    }

    @Test("Whatever is said when, all of it is in a piece, in order, within the limits", arguments: 1...12 as ClosedRange<UInt64>)
    func anyConversation(seed: UInt64) throws {
        let folder = try AudioFolder()
        var random = SeededRandom(seed: seed)
        let rate = 8_000
        var bursts: [(channel: Int, start: Double, stop: Double)] = []
        let noise = Synth.noise(40, rate: rate, level: -58, seed: seed)
        let channels = (0..<2).map { channel in
            var track: [Int16] = []
            while track.count < 35 * rate {
                track += Synth.silence(Double.random(in: 0.05...4, using: &random), rate: rate)
                let start = Double(track.count) / Double(rate)
                track += Synth.voice(Double.random(in: 0.3...6, using: &random), rate: rate, level: Double.random(in: -35 ... -15, using: &random))
                bursts.append((channel, start, Double(track.count) / Double(rate)))
            }
            return Synth.mix(track, noise)
        }
        let path = try folder.write(Synth.interleave(channels), rate: rate, channels: 2)
        var cutter = try RecordingCutter(path: path, policy: CutPolicy(sampleRate: 8_000, maxSeconds: 7))
        let pieces = try cutter.all()
        #expect(pieces.map(\.start) == pieces.map(\.start).sorted())
        #expect(pieces.map(\.sequence) == Array(0..<pieces.count))
        #expect(pieces.allSatisfy { $0.stop > $0.start && $0.stop - $0.start <= 7 })
        for channel in 0..<2 {
            let own = pieces.filter { $0.channel == channel }
            #expect(zip(own, own.dropFirst()).allSatisfy { $0.stop <= max($1.start, $1.heardBefore) && $0.stop < $1.stop })
            for burst in bursts where burst.channel == channel {
                let covered = own.reduce(0.0) { $0 + max(0, min($1.stop, burst.stop) - max($1.start, burst.start)) }
                #expect(covered > burst.stop - burst.start - 0.1, "seed \(seed): \(burst)")
            }
        }
    }

    /// The samples of pieces in a row, what two of them hold taken once.
    private static func joined(_ pieces: [AudioPiece]) -> [Int16] {
        pieces.flatMap { piece in
            let rate = Double(piece.samples.count) / (piece.stop - piece.start)
            return piece.samples.dropFirst(Int(((piece.heardBefore - piece.start) * rate).rounded()))
        }
    }

    private func pieces(of samples: [Int16], rate: Int, in folder: AudioFolder, policy: CutPolicy = CutPolicy()) throws -> [AudioPiece] {
        var cutter = try RecordingCutter(path: try folder.write(samples, rate: rate), policy: policy)
        return try cutter.all()
    }
}
