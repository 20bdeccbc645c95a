import Bitrix24
import Testing

@Suite("Leaky bucket")
struct LeakyBucketTests {
    @Test("A burst goes through at once up to the class's share, then as fast as the bucket drains")
    func burst() {
        var bucket = LeakyBucket(drainPerSecond: 2, burst: 50)
        var admitted = 0
        for call in 0..<60 {
            if case .admit? = bucket.handle(.arrived(call, .live), at: .zero).first { admitted += 1 }
        }
        #expect(admitted == 45)
        #expect(bucket.waiting == 15)
        #expect(bucket.handle(.ticked, at: .milliseconds(500)).contains(.admit(45)))
        #expect(bucket.handle(.ticked, at: .milliseconds(600)).allSatisfy { if case .admit = $0 { false } else { true } })
    }

    @Test("Calls that can wait leave room for a live call")
    func room() {
        var bucket = LeakyBucket(drainPerSecond: 2, burst: 50)
        for call in 0..<100 { _ = bucket.handle(.arrived(call, .background), at: .zero) }
        #expect(bucket.waiting == 75)
        #expect(bucket.handle(.arrived(1_000, .live), at: .zero).first == .admit(1_000))
    }

    @Test("The more urgent goes first, and equals in the order they came")
    func order() {
        var bucket = LeakyBucket(drainPerSecond: 1, burst: 2)
        #expect(bucket.handle(.arrived(1, .live), at: .zero).first == .admit(1))
        _ = bucket.handle(.arrived(2, .background), at: .zero)
        _ = bucket.handle(.arrived(3, .normal), at: .zero)
        _ = bucket.handle(.arrived(4, .normal), at: .zero)
        _ = bucket.handle(.arrived(5, .live), at: .zero)
        var order: [Int] = []
        for second in 1...8 {
            for case .admit(let call) in bucket.handle(.ticked, at: .seconds(second)) { order.append(call) }
        }
        #expect(order == [5, 3, 4, 2])
    }

    @Test("A portal that says it is full gets silence until it has drained")
    func overflow() {
        var bucket = LeakyBucket(drainPerSecond: 2, burst: 50)
        #expect(bucket.handle(.overflowed, at: .zero) == [])
        #expect(bucket.handle(.arrived(1, .live), at: .zero) == [.wake(after: .seconds(3))])
        #expect(bucket.handle(.ticked, at: .seconds(3)) == [.admit(1)])
    }

    @Test("A plan that allows more lets those that wait go at once; one that allows less holds what was sent against the portal")
    func paced() {
        var bucket = LeakyBucket(drainPerSecond: 2, burst: 2)
        for call in 1...4 { _ = bucket.handle(.arrived(call, .live), at: .zero) }
        #expect(bucket.waiting == 3)
        #expect(bucket.handle(.paced(drainPerSecond: 5, burst: 250), at: .zero) == [.admit(2), .admit(3), .admit(4)])
        #expect(bucket.handle(.paced(drainPerSecond: 2, burst: 2), at: .zero) == [])
        guard case .wake(let time)? = bucket.handle(.arrived(5, .live), at: .zero).first else { Issue.record("a full bucket admits nothing"); return }
        #expect(abs(time / .seconds(1) - 1.6) < 0.001)
    }

    @Test("A full queue refuses with the time to wait, and one that leaves makes room")
    func full() {
        var bucket = LeakyBucket(drainPerSecond: 2, burst: 2)
        for call in 0...LeakyBucket.maxWaiting { _ = bucket.handle(.arrived(call, .live), at: .zero) }
        #expect(bucket.waiting == LeakyBucket.maxWaiting)
        #expect(bucket.handle(.arrived(-1, .live), at: .zero) == [.refuse(-1, after: .seconds(500))])
        _ = bucket.handle(.left(5), at: .zero)
        #expect(bucket.waiting == LeakyBucket.maxWaiting - 1)
    }

    @Test("A clock that steps back gives nothing away")
    func clock() {
        var bucket = LeakyBucket(drainPerSecond: 1, burst: 2)
        _ = bucket.handle(.arrived(1, .live), at: .seconds(100))
        #expect(bucket.handle(.arrived(2, .live), at: .seconds(10)).contains { if case .wake = $0 { true } else { false } })
        #expect(bucket.handle(.ticked, at: .seconds(11)).contains(.admit(2)))
    }

    @Test("Random traffic for an hour never overdraws the portal's own bucket", arguments: 1...20 as ClosedRange<UInt64>)
    func neverOverdrawn(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var bucket = LeakyBucket(drainPerSecond: 2, burst: 50)
        var counter = 0.0
        var arrived = 0
        var sent = 0
        // The portal's own bucket, as the page on limits describes it: one for each request, 2 less once a second, refused above 50.
        func count(_ actions: [LeakyBucket.Action]) {
            for case .admit in actions {
                counter += 1
                sent += 1
                #expect(counter <= 50)
            }
        }
        for step in 0..<36_000 {
            let now = Duration.milliseconds(step * 100)
            if step % 10 == 9 { counter = max(0, counter - 2) }
            for _ in 0..<Int.random(in: 0...(step % 500 < 50 ? 6 : 0), using: &generator) {
                arrived += 1
                count(bucket.handle(.arrived(arrived, Priority.allCases.randomElement(using: &generator) ?? .live), at: now))
            }
            count(bucket.handle(.ticked, at: now))
        }
        #expect(sent > 5_000)
    }
}
