import NIOCore
import Testing

@testable import Web

@Suite struct RequestPaceTests {
    private static let start = NIODeadline.uptimeNanoseconds(1_000_000_000_000)

    private static func at(_ seconds: Int64) -> NIODeadline { start + .seconds(seconds) }

    private static func pace() -> RequestPace { RequestPace(limits: PaceLimits(head: .seconds(10), body: .seconds(15), uploadBytesMin: 1000)) }

    @Test("A connection that never says a word is closed without one") func silence() {
        var pace = Self.pace()
        #expect(pace.handle(.opened, at: Self.at(0)) == .wake(Self.at(10)))
        #expect(pace.handle(.timer, at: Self.at(10)) == .close)
    }

    @Test("A head that comes drop by drop is refused when its time is over, however many drops") func slowHead() {
        var pace = Self.pace()
        _ = pace.handle(.opened, at: Self.at(0))
        for second in 1..<10 { #expect(pace.handle(.bytes(1), at: Self.at(Int64(second))) == nil) }
        #expect(pace.handle(.timer, at: Self.at(9)) == .wake(Self.at(10)))
        #expect(pace.handle(.timer, at: Self.at(10)) == .refuseHead)
        #expect(pace.handle(.timer, at: Self.at(20)) == nil)
    }

    @Test("A small body has its time, whatever trickles in") func slowBody() {
        var pace = Self.pace()
        _ = pace.handle(.opened, at: Self.at(0))
        #expect(pace.handle(.head(isUpload: false), at: Self.at(2)) == .wake(Self.at(17)))
        #expect(pace.handle(.bytes(50_000), at: Self.at(16)) == nil)
        #expect(pace.handle(.timer, at: Self.at(17)) == .failBody)
    }

    @Test("An upload goes on as long as enough comes, and ends when less does") func upload() {
        var pace = Self.pace()
        _ = pace.handle(.head(isUpload: true), at: Self.at(0))
        _ = pace.handle(.bytes(1000), at: Self.at(14))
        #expect(pace.handle(.timer, at: Self.at(15)) == .wake(Self.at(30)))
        _ = pace.handle(.bytes(999), at: Self.at(29))
        #expect(pace.handle(.timer, at: Self.at(30)) == .failBody)
    }

    @Test("Neither the answer's making nor the quiet between requests is timed; the next head is, from its first byte") func keepAlive() {
        var pace = Self.pace()
        _ = pace.handle(.opened, at: Self.at(0))
        _ = pace.handle(.head(isUpload: false), at: Self.at(1))
        #expect(pace.handle(.end, at: Self.at(1)) == .sleep)
        #expect(pace.handle(.timer, at: Self.at(100)) == nil)
        #expect(pace.handle(.answered, at: Self.at(100)) == .sleep)
        #expect(pace.handle(.timer, at: Self.at(150)) == nil)
        #expect(pace.handle(.bytes(1), at: Self.at(160)) == .wake(Self.at(170)))
        #expect(pace.handle(.timer, at: Self.at(170)) == .refuseHead)
    }

    @Test("A request that begins while the last one is being answered is timed from the answer on") func pipelined() {
        var pace = Self.pace()
        _ = pace.handle(.head(isUpload: false), at: Self.at(0))
        _ = pace.handle(.end, at: Self.at(0))
        #expect(pace.handle(.bytes(1), at: Self.at(1)) == nil)
        #expect(pace.handle(.answered, at: Self.at(5)) == .wake(Self.at(15)))
        #expect(pace.handle(.timer, at: Self.at(15)) == .refuseHead)
    }

    @Test("A body that goes on after its answer is out is cut without a second answer") func answeredEarly() {
        var pace = Self.pace()
        _ = pace.handle(.head(isUpload: false), at: Self.at(0))
        #expect(pace.handle(.answered, at: Self.at(1)) == nil)
        #expect(pace.handle(.timer, at: Self.at(15)) == .close)
        var inTime = Self.pace()
        _ = inTime.handle(.head(isUpload: false), at: Self.at(0))
        _ = inTime.handle(.answered, at: Self.at(1))
        #expect(inTime.handle(.end, at: Self.at(2)) == .sleep)
        #expect(inTime.handle(.timer, at: Self.at(15)) == nil)
    }
}
