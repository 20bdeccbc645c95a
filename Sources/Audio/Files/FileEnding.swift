import Foundation

/// Whether a file's own head promises more than there is: libsndfile quietly takes what it finds.
enum FileEnding {
    /// Bytes that are looked at, at the beginning and at the end.
    private static let lookedAt = 65_536
    /// A `data` chunk said to be this long or longer was written by a program that did not know its length.
    private static let unknownLength: UInt32 = 0x7FFF_0000

    /// - Parameter container: as ``AudioFileInfo/container``.
    static func isMissing(path: String, container: String) -> Bool {
        guard let handle = FileHandle(forReadingAtPath: path) else { return false }
        defer { try? handle.close() }
        guard let size = try? handle.seekToEnd() else { return false }
        switch container {
        case "wav": return wave(bytes(handle, from: 0), size: size)
        case "mp3": return layer3(bytes(handle, from: 0), size: size)
        case "ogg": return ogg(bytes(handle, from: size > UInt64(lookedAt) ? size - UInt64(lookedAt) : 0))
        default: return false
        }
    }

    private static func bytes(_ handle: FileHandle, from offset: UInt64) -> [UInt8] {
        guard (try? handle.seek(toOffset: offset)) != nil, let data = try? handle.read(upToCount: lookedAt) else { return [] }
        return Array(data)
    }

    /// RIFF: the length of the `data` chunk against what follows it. Source: Multimedia Programming Interface and Data Specifications 1.0 (IBM, Microsoft, 1991).
    private static func wave(_ head: [UInt8], size: UInt64) -> Bool {
        guard head.starts(with: Array("RIFF".utf8)) else { return false }
        var offset = 12
        while offset + 8 <= head.count {
            let length = little(head, offset + 4)
            if head[offset..<offset + 4].elementsEqual("data".utf8) {
                return length < unknownLength && UInt64(offset + 8) + UInt64(length) > size
            }
            offset += 8 + Int(length) + Int(length % 2)
        }
        return false
    }

    /// The Xing or Info frame, which most encoders put first, tells the bytes of the stream from that frame on.
    private static func layer3(_ head: [UInt8], size: UInt64) -> Bool {
        var start = 0
        if head.starts(with: Array("ID3".utf8)), head.count > 10 {
            start = 10 + head[6..<10].reduce(0) { $0 << 7 | Int($1 & 0x7F) }
        }
        guard start + 4 < head.count, let frame = head[start...].indices.first(where: { isSync(head, $0) }) else { return false }
        let isMono = head[frame + 3] >> 6 == 3
        let isVersion1 = head[frame + 1] >> 3 & 3 == 3
        let tag = frame + 4 + (isVersion1 ? (isMono ? 17 : 32) : (isMono ? 9 : 17))
        guard tag + 16 <= head.count, ["Xing", "Info"].contains(where: { head[tag..<tag + 4].elementsEqual($0.utf8) }), head[tag + 7] & 2 != 0
        else { return false }
        let promised = big(head, tag + 8 + (head[tag + 7] & 1 != 0 ? 4 : 0))
        return UInt64(frame) + UInt64(promised) > size
    }

    /// The first bytes of a frame of MPEG audio, layer III.
    private static func isSync(_ bytes: [UInt8], _ index: Int) -> Bool {
        index + 4 <= bytes.count && bytes[index] == 0xFF && bytes[index + 1] & 0xE6 == 0xE2
    }

    /// The last page must be whole and say that it is the last. Source: RFC 3533, section 6.
    private static func ogg(_ tail: [UInt8]) -> Bool {
        let mark = Array("OggS".utf8)
        guard tail.count >= 27, let page = (0...tail.count - 4).last(where: { tail[$0] == mark[0] && tail[$0..<$0 + 4].elementsEqual(mark) }) else { return true }
        guard page + 27 <= tail.count else { return true }
        let segments = page + 27..<page + 27 + Int(tail[page + 26])
        guard segments.upperBound <= tail.count else { return true }
        let end = segments.upperBound + tail[segments].reduce(0) { $0 + Int($1) }
        return end > tail.count || tail[page + 5] & 4 == 0
    }

    private static func little(_ bytes: [UInt8], _ offset: Int) -> UInt32 {
        (0..<4).reduce(0) { $0 | UInt32(bytes[offset + $1]) << (8 * UInt32($1)) }
    }

    private static func big(_ bytes: [UInt8], _ offset: Int) -> UInt32 {
        bytes[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) }
    }
}
