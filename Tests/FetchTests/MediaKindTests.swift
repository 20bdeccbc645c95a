import Fetch
import Testing

@Suite struct MediaKindTests {
    static let known: [([UInt8], MediaKind)] = [
        (Array("RIFF\u{1}\u{2}\u{3}\u{4}WAVE".utf8), .wav), (Array("RF64    WAVEds64".utf8), .wav), (Array("OggS\u{0}\u{2}".utf8), .ogg),
        (Array("fLaC\u{0}".utf8), .flac), (Array("ID3\u{4}\u{0}".utf8), .mp3), ([0xFF, 0xFB, 0x90, 0x64], .mp3), ([0xFF, 0xF3, 0x40, 0xC0], .mp3),
        ([0xFF, 0xE3, 0x18, 0xC4], .mp3), ([0xFF, 0xFD, 0x80, 0x04], .mp3), ([0, 0, 0, 0x20] + Array("ftypM4A ".utf8), .m4a),
    ]

    @Test("Recordings are told by their first bytes", arguments: known)
    func recordings(prefix: [UInt8], kind: MediaKind) { #expect(MediaKind(prefix: prefix) == kind) }

    @Test(
        "What only looks alike is none",
        arguments: [
            [], [0xFF], [0xFF, 0xFE, 0x3C, 0x00], [0xFF, 0xFE, 0x7B, 0x00], [0xFF, 0xF1, 0x50, 0x80], [0xFF, 0xFB, 0xF0, 0x00],
            [0xFF, 0xFB, 0x9C, 0x00],
            [0xFF, 0xEB, 0x90, 0x00], [0xFF, 0xFB, 0x00, 0x00], [0xFF, 0xD8, 0xFF, 0xE0], [0xEF, 0xBB, 0xBF, 0x3C], Array("RIFF0000AVI ".utf8),
            Array("<!DOCTYPE ht".utf8), Array("{\"error\":\"e".utf8), Array("%PDF-1.7".utf8), Array("PK\u{3}\u{4}".utf8), Array("Oggs".utf8),
        ] as [[UInt8]])
    func others(prefix: [UInt8]) { #expect(MediaKind(prefix: prefix) == nil) }
}
