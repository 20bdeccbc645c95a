import Testing

@testable import Web

@Suite struct ByteRangeTests {
    @Test(
        "A Range field means what RFC 9110 says",
        arguments: [
            (nil, ByteRange.whole), ("bytes=0-0", .part(0...0)), ("bytes=0-99", .part(0...99)), ("bytes=0-", .part(0...99)), ("bytes=10-19", .part(10...19)),
            ("bytes=90-200", .part(90...99)), ("bytes=99-", .part(99...99)), ("bytes=100-", .unsatisfiable), ("bytes=100-200", .unsatisfiable),
            ("bytes=-10", .part(90...99)), ("bytes=-1000", .part(0...99)), ("bytes=-0", .unsatisfiable), ("bytes=20-10", .whole), ("bytes=", .whole),
            ("bytes=-", .whole), ("bytes=a-b", .whole), ("bytes=0-1,5-6", .whole), ("items=0-1", .whole), ("bytes", .whole), ("Bytes=0-1", .part(0...1)),
            ("bytes=0-99999999999999999999", .part(0...99)), ("bytes=99999999999999999999-", .unsatisfiable), ("bytes=--5", .whole), ("bytes=1--5", .whole),
            ("bytes=+1-5", .whole),
        ] as [(String?, ByteRange)])
    func ranges(header: String?, expected: ByteRange) {
        #expect(ByteRange(header, size: 100) == expected)
    }

    @Test("Nothing of an empty file can be asked for") func emptyFile() {
        #expect(ByteRange("bytes=0-", size: 0) == .unsatisfiable)
        #expect(ByteRange("bytes=-5", size: 0) == .unsatisfiable)
    }
}
