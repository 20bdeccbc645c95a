import Bitrix24
import Testing

@Suite("Breaker")
struct BreakerTests {
    private func opened() -> Breaker {
        var breaker = Breaker()
        for _ in 0..<Breaker.maxFailures {
            #expect(breaker.heldBack(at: .zero) == nil)
            breaker.sending()
            breaker.ended(.failed, at: .zero)
        }
        return breaker
    }

    @Test("Five failures in a row open it, an answer in between starts the count again")
    func opening() {
        #expect(opened().heldBack(at: .zero) == Breaker.firstPause)
        var breaker = Breaker()
        for _ in 0..<3 {
            for _ in 0..<(Breaker.maxFailures - 1) { breaker.ended(.failed, at: .zero) }
            breaker.ended(.answered, at: .zero)
        }
        #expect(breaker.heldBack(at: .zero) == nil)
    }

    @Test("After the pause one call probes and the others wait; an answer closes it")
    func probing() {
        var breaker = opened()
        let later = Breaker.firstPause
        #expect(breaker.heldBack(at: later) == nil)
        breaker.sending()
        #expect(breaker.heldBack(at: later) != nil)
        breaker.ended(.answered, at: later)
        #expect(breaker.heldBack(at: later) == nil)
    }

    @Test("Each failed probe doubles the pause up to its limit")
    func doubling() {
        var breaker = opened()
        var now = Breaker.firstPause
        var pauses: [Duration] = []
        for _ in 0..<6 {
            breaker.sending()
            breaker.ended(.failed, at: now)
            let pause = breaker.heldBack(at: now) ?? .zero
            pauses.append(pause)
            now += pause
        }
        #expect(pauses == [.seconds(30), .seconds(60), .seconds(120), .seconds(240), .seconds(300), .seconds(300)])
    }

    @Test("A probe that is given up lets the next one probe at once")
    func abandoned() {
        var breaker = opened()
        let later = Breaker.firstPause
        breaker.sending()
        breaker.ended(.abandoned, at: later)
        #expect(breaker.heldBack(at: later) == nil)
    }
}
