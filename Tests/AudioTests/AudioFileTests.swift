import Audio
import Foundation
import Testing

@Suite struct AudioFileTests {
    @Test("A WAV head says what follows it")
    func head() {
        let bytes = WaveFile.encode([1, -2, 32_767], sampleRate: 16_000)
        #expect(bytes.count == 50)
        let head: [UInt8] = [
            0x52, 0x49, 0x46, 0x46, 42, 0, 0, 0, 0x57, 0x41, 0x56, 0x45, 0x66, 0x6D, 0x74, 0x20, 16, 0, 0, 0, 1, 0, 1, 0, 0x80, 0x3E, 0, 0, 0, 0x7D,
            0, 0,
            2, 0, 16, 0, 0x64, 0x61, 0x74, 0x61, 6, 0, 0, 0,
        ]
        #expect(Array(bytes.prefix(44)) == head)
        #expect(Array(bytes.suffix(6)) == [1, 0, 0xFE, 0xFF, 0xFF, 0x7F])
    }

    @Test("A WAV made in memory is read back as it was")
    func memoryWave() throws {
        let folder = try AudioFolder()
        let samples = Synth.noise(0.1, rate: 8_000, level: -12)
        let path = try folder.write(WaveFile.encode(samples, sampleRate: 8_000, channels: 2), name: "memory.wav")
        let reader = try AudioFileReader(path: path)
        #expect(reader.info == AudioFileInfo(sampleRate: 8_000, channels: 2, frames: 400, container: "wav"))
        #expect(try reader.read(frames: 10_000) == samples)
        #expect(try reader.read(frames: 1).isEmpty)
    }

    @Test("Lossless files come back sample by sample, in whatever portions they are read", arguments: [AudioEncoding.wave, .flac])
    func lossless(encoding: AudioEncoding) throws {
        let folder = try AudioFolder()
        let samples = Synth.noise(1, rate: 22_050, level: -10)
        let path = try folder.write(samples, rate: 22_050, channels: 2, encoding: encoding)
        let reader = try AudioFileReader(path: path)
        var back: [Int16] = []
        while case let part = try reader.read(frames: 777), !part.isEmpty { back += part }
        #expect(back == samples)
        #expect(reader.framesRead == samples.count / 2 && !reader.isCutShort)
    }

    @Test("Lossy files keep their length, their sides and their loudness", arguments: [AudioEncoding.vorbis, .opus])
    func lossy(encoding: AudioEncoding) throws {
        let folder = try AudioFolder()
        let samples = Synth.interleave([Synth.tone(1, rate: 48_000, hertz: 440, level: -12), Synth.silence(1, rate: 48_000)])
        let reader = try AudioFileReader(path: try folder.write(samples, rate: 48_000, channels: 2, encoding: encoding))
        #expect(reader.info.container == "ogg")
        try expectSides(reader, seconds: 1)
    }

    @Test("MP3 is read, whatever the file is called")
    func mp3() throws {
        let folder = try AudioFolder()
        let reader = try AudioFileReader(path: try folder.write(StereoMP3.bytes, name: "recording.wav"))
        #expect(reader.info.container == "mp3" && reader.info.channels == 2 && reader.info.sampleRate == 16_000)
        try expectSides(reader, seconds: 0.4)
        let own = try AudioFileReader(path: try folder.write(Synth.tone(1, rate: 8_000, hertz: 440, level: -12), rate: 8_000, encoding: .mp3))
        #expect(own.info.container == "mp3" && abs(own.info.seconds - 1) < 0.08)
        #expect(abs(Synth.rms(try own.read(frames: 8_000).dropFirst(2_000).dropLast(2_000)) + 12) < 1)
    }

    private func expectSides(_ reader: AudioFileReader, seconds: Double) throws {
        #expect(abs(reader.info.seconds - seconds) < 0.08)
        let back = try reader.read(frames: reader.info.frames)
        let quarter = back.count / 8
        let left = stride(from: 0, to: back.count, by: 2).map { back[$0] }
        let right = stride(from: 1, to: back.count, by: 2).map { back[$0] }
        #expect(abs(Synth.rms(left.dropFirst(quarter).dropLast(quarter)) + 12) < 1)
        #expect(Synth.rms(right) < -50)
    }

    @Test("Decoded audio beyond full scale is clipped and does not wrap", arguments: [AudioEncoding.mp3, .vorbis])
    func clipping(encoding: AudioEncoding) throws {
        let folder = try AudioFolder()
        let rate = 44_100
        let square = (0..<rate).map { $0 / 50 % 2 == 0 ? Int16.max : Int16.min }
        let reader = try AudioFileReader(path: try folder.write(square, rate: rate, encoding: encoding))
        let back = try reader.read(frames: rate)
        #expect(back.contains(.max) && back.contains(.min))
        // In the middle of each half wave the sign is the one that was written.
        let wrong = stride(from: 5_025, to: 40_000, by: 50).filter { abs(Int(back[$0])) > 3_000 && (back[$0] > 0) != (square[$0] > 0) }
        #expect(encoding == .mp3 || wrong.isEmpty)
    }

    @Test("What is no recording is refused with the reason")
    func refused() throws {
        let folder = try AudioFolder()
        #expect(throws: AudioError(.notFound)) { try AudioFileReader(path: folder.path("absent.wav")) }
        let page = try folder.write(Array("<!DOCTYPE html><html><body>login</body></html>".utf8), name: "page.mp3")
        #expect(code { try AudioFileReader(path: page) } == .unsupported)
        let empty = try folder.write([Int16](), rate: 8_000)
        #expect(code { try AudioFileReader(path: empty) } == .empty)
        let nothing = try folder.write([UInt8](), name: "nothing.wav")
        #expect(code { try AudioFileReader(path: nothing) } != nil)
    }

    @Test("A recording beyond two hours and a quarter is refused before it is read")
    func tooLong() throws {
        let folder = try AudioFolder()
        let rate = AudioLimits.sampleRates.lowerBound
        let samples = (AudioLimits.longestRecordingSeconds + 1) * rate
        var head = Array(WaveFile.encode([], sampleRate: rate).prefix(WaveFile.headBytes))
        head.replaceSubrange(4..<8, with: withUnsafeBytes(of: UInt32(36 + samples * 2).littleEndian) { Array($0) })
        head.replaceSubrange(40..<44, with: withUnsafeBytes(of: UInt32(samples * 2).littleEndian) { Array($0) })
        let path = try folder.write(head, name: "long.wav")
        #expect(truncate(path, off_t(44 + samples * 2)) == 0)
        #expect(code { try AudioFileReader(path: path) } == .tooLong)
        #expect(truncate(path, off_t(44 + (samples - rate) * 2)) == 0)
        #expect(try AudioFileReader(path: path).info.seconds == Double(AudioLimits.longestRecordingSeconds))
    }

    @Test("Of a file that breaks off, what is there is read")
    func truncated() throws {
        let folder = try AudioFolder()
        for encoding in [AudioEncoding.wave, .mp3, .vorbis, .flac] {
            let path = try folder.write(Synth.noise(8, rate: 16_000, level: -20), rate: 16_000, encoding: encoding)
            let size = try #require(try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int)
            #expect(truncate(path, off_t(size * 3 / 4)) == 0)
            let reader = try AudioFileReader(path: path)
            let samples = try reader.read(frames: 200_000)
            #expect((60_000...110_000).contains(samples.count), "\(encoding) gave \(samples.count)")
            #expect(reader.isCutShort, "\(encoding)")
        }
    }

    @Test("A file that breaks off anywhere is known for it, and a whole one is not", arguments: [AudioEncoding.wave, .mp3, .vorbis, .opus, .flac])
    func cutShort(encoding: AudioEncoding) throws {
        let folder = try AudioFolder()
        for tenths in [2, 5, 8, 10] {
            let path = try folder.write(Synth.noise(6, rate: 16_000, level: -20), rate: 16_000, channels: encoding == .mp3 ? 1 : 2, encoding: encoding)
            let size = try #require(try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int)
            #expect(truncate(path, off_t(size * tenths / 10)) == 0)
            do {
                let reader = try AudioFileReader(path: path)
                while case let part = try reader.read(frames: 10_000), !part.isEmpty {}
                #expect(reader.isCutShort == (tenths < 10), "\(encoding) after \(tenths) tenths")
            } catch {
                // So little is left that nothing can be decoded: that is said, too.
                #expect(tenths == 2, "\(encoding) after \(tenths) tenths")
            }
        }
    }

    @Test("A WAV whose writer did not know its length is not taken for a broken one", arguments: [UInt32.max, 0x7FFF_FFFF])
    func streamed(length: UInt32) throws {
        let folder = try AudioFolder()
        var bytes = WaveFile.encode(Synth.noise(1, rate: 8_000, level: -20), sampleRate: 8_000)
        bytes.replaceSubrange(40..<44, with: withUnsafeBytes(of: length.littleEndian) { Array($0) })
        let reader = try AudioFileReader(path: try folder.write(bytes, name: "stream.wav"))
        #expect(try reader.read(frames: 20_000).count == 8_000 && !reader.isCutShort)
    }

    @Test("What the mp3 decoder writes by itself is dropped from the error stream, everything else goes through")
    func decoderNoise() throws {
        let pipe = Pipe()
        let stream = try #require(DecoderNoise.stream(into: pipe.fileHandleForWriting.fileDescriptor)).assumingMemoryBound(to: FILE.self)
        for text in ["before\n", "\n[src/libmpg123/layer3.c:do_layer3():1804] error: part2_3_length (3124) too large\n", "[src/libmpg123/parse.c:1] warning: x\n", "Note: Illegal Audio-MPEG-Header 0xb3903a7e at offset 60120.\n", "\nWarning: Skipped\n", "\n", "after [src/libmpg123/ too\n"] {
            fputs(text, stream)
        }
        fclose(stream)
        try pipe.fileHandleForWriting.close()
        let heard = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        #expect(heard == "before\n\nafter [src/libmpg123/ too\n")
    }

    @Test("What is written may be read by its owner alone")
    func ownerOnly() throws {
        let folder = try AudioFolder()
        let path = try folder.write(Synth.noise(0.1, rate: 8_000, level: -20), rate: 8_000)
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
    }

    @Test("A writer refuses what its encoding cannot hold")
    func writerRefuses() throws {
        let folder = try AudioFolder()
        #expect(code { try AudioFileWriter(path: folder.path("a.opus"), sampleRate: 44_100, encoding: .opus) } == .unsupported)
        #expect(code { try AudioFileWriter(path: folder.path("a.mp3"), sampleRate: 44_100, channels: 2, encoding: .mp3) } == .unsupported)
        #expect(code { try WaveFileWriter(path: folder.path("b.wav"), sampleRate: 8_000, channels: 9) } == .unsupported)
        #expect(code { try WaveFileWriter(path: folder.path("absent/c.wav"), sampleRate: 8_000) } == .unwritable)
        let writer = try WaveFileWriter(path: folder.path("d.wav"), sampleRate: 8_000, channels: 2)
        try writer.write([1, 2, 3])
        try writer.close()
        #expect(writer.framesWritten == 1)
        #expect(code { try writer.write([1, 2]) } == .unwritable)
    }

    @Test("No error shows a path")
    func safeErrors() throws {
        for code in [AudioError.Code.notFound, .unreadable, .unsupported, .tooManyChannels, .tooLong, .empty, .unwritable] {
            let text = AudioError(code).description
            #expect(!text.contains("8 channels"), "more than two are refused")
            #expect(!text.contains("/") && text.contains(":"))
        }
    }

    private func code(_ body: () throws -> some Any) -> AudioError.Code? {
        do {
            _ = try body()
            return nil
        } catch {
            return (error as? AudioError)?.code
        }
    }
}
