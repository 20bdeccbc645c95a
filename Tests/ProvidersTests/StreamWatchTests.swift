import Testing

@testable import Providers

@Suite("Stream watch")
struct StreamWatchTests {
    private let start = ContinuousClock.now
    private func at(_ seconds: Double) -> ContinuousClock.Instant { start + .milliseconds(Int64(seconds * 1000)) }
    private var watch: StreamWatch {
        StreamWatch(startedAt: start, deadlines: StreamDeadlines(firstToken: .seconds(2), gap: .seconds(5), total: .seconds(20)))
    }

    @Test("The first token has its own limit, which keep-alives do not move")
    func firstToken() {
        var watch = watch
        watch.handle(.none, at: at(1.9))
        #expect(watch.verdict(at: at(1.9)) == .wait(until: at(2)))
        #expect(watch.verdict(at: at(2)) == .late)
    }

    @Test("Every token starts the gap again, and the total stays")
    func gapAndTotal() {
        var watch = watch
        watch.handle(.token, at: at(1))
        #expect(watch.verdict(at: at(5.9)) == .wait(until: at(6)))
        #expect(watch.verdict(at: at(2)) == .wait(until: at(3)))
        #expect(watch.verdict(at: at(6)) == .late)
        watch.handle(.token, at: at(18))
        #expect(watch.verdict(at: at(19.5)) == .wait(until: at(20)))
        #expect(watch.verdict(at: at(20)) == .late)
    }

    @Test("A limit that comes nearer is noticed in time: no wait is longer than the shortest of gap and tail")
    func nearer() {
        var watch = StreamWatch(startedAt: start, deadlines: StreamDeadlines(firstToken: .seconds(30), gap: .milliseconds(50), total: .seconds(30)))
        #expect(watch.verdict(at: at(0)) == .wait(until: at(0.05)))
        watch.handle(.token, at: at(0.02))
        #expect(watch.verdict(at: at(0.05)) == .wait(until: at(0.07)))
        #expect(watch.verdict(at: at(0.07)) == .late)
    }

    @Test("A whole answer is over after a second, or at the total, and never late")
    func tail() {
        var watch = watch
        watch.handle(.whole, at: at(1))
        watch.handle(.token, at: at(1.5))
        #expect(watch.verdict(at: at(1.9)) == .wait(until: at(2)))
        #expect(watch.verdict(at: at(2)) == .over)
        var late = self.watch
        late.handle(.whole, at: at(19.8))
        #expect(late.verdict(at: at(20)) == .over)
    }
}
