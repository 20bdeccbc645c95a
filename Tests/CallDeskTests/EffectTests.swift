import Foundation
import Testing

@testable import CallDesk

@Suite("An effect")
struct EffectTests {
    private let start = Date(timeIntervalSince1970: 1_000_000)
    private func effect(_ state: Effect.State) -> Effect { Effect(state: state, unknownWait: 75) }

    @Test("A fresh one is committed as sending before it is sent")
    func fresh() {
        var effect = effect(.ready(inherited: false))
        #expect(effect.handle(.wanted(at: start)) == [.persist, .send])
        #expect(effect.state == .sending(since: start))
        #expect(effect.handle(.succeeded(remoteID: "7")) == [.persist, .finish(remoteID: "7")])
        #expect(effect.handle(.wanted(at: start)) == [.finish(remoteID: "7")])
    }

    @Test("One recorded by an earlier process is looked up before anything is sent")
    func inherited() {
        var effect = effect(.ready(inherited: true))
        #expect(effect.handle(.wanted(at: start)) == [.lookUp])
        #expect(effect.handle(.notFound) == [.persist])
        #expect(effect.handle(.wanted(at: start)) == [.persist, .send])
    }

    @Test("One found in sending after a restart waits out the server's limit, then is looked up and adopted")
    func restart() {
        var effect = effect(.sending(since: start))
        let until = start.addingTimeInterval(75)
        #expect(effect.handle(.wanted(at: start.addingTimeInterval(5))) == [.persist, .wait(until: until)])
        #expect(effect.handle(.wanted(at: start.addingTimeInterval(74))) == [.wait(until: until)])
        #expect(effect.handle(.wanted(at: until)) == [.lookUp])
        #expect(effect.handle(.found(remoteID: "9")) == [.persist, .finish(remoteID: "9")])
    }

    @Test("An unknown outcome that left no trace is sent again")
    func lost() {
        var effect = effect(.sending(since: start))
        #expect(effect.handle(.outcomeUnknown(at: start)) == [.persist, .wait(until: start.addingTimeInterval(75))])
        #expect(effect.handle(.wanted(at: start.addingTimeInterval(75))) == [.lookUp])
        #expect(effect.handle(.notFound) == [.persist])
        #expect(effect.handle(.wanted(at: start.addingTimeInterval(76))) == [.persist, .send])
    }

    @Test("A clear refusal before execution leaves it ready; a final one gives it up until somebody asks again")
    func refusals() {
        var passing = effect(.sending(since: start))
        #expect(passing.handle(.notExecuted) == [.persist, .postpone])
        #expect(passing.state == .ready(inherited: false))
        var final = effect(.sending(since: start))
        #expect(final.handle(.refusedForGood(note: "ACCESS_DENIED")) == [.persist, .giveUp(note: "ACCESS_DENIED")])
        #expect(final.handle(.wanted(at: start)) == [.persist])
        #expect(final.handle(.wanted(at: start)) == [.persist, .send])
    }

    @Test("Whatever happens in whatever order, nothing is sent twice while an outcome is open", arguments: 0..<200)
    func simulation(seed: Int) {
        var random = Seeded(seed: UInt64(seed))
        var effect = effect(.ready(inherited: random.next() % 2 == 0))
        var now = start
        var executed = 0
        // The server's own truth: a request under way may still be executed until this moment.
        var underWayUntil: Date?
        for _ in 0..<60 {
            now += Double(random.next() % 40)
            if let until = underWayUntil, now >= until { underWayUntil = nil }
            var actions = effect.handle(.wanted(at: now))
            while !actions.isEmpty {
                switch actions.removeFirst() {
                case .send:
                    #expect(underWayUntil == nil, "seed \(seed): sent while the first request may still be executed")
                    let roll = random.next() % 4
                    if roll == 0 { actions = effect.handle(.notExecuted) } else if roll == 1 {
                        // Executed, answer lost: found by the look-up, though perhaps late.
                        executed += 1
                        underWayUntil = now + 60
                        actions = effect.handle(.outcomeUnknown(at: now))
                    } else if roll == 2 {
                        underWayUntil = now + 60
                        actions = effect.handle(.outcomeUnknown(at: now))
                    } else {
                        executed += 1
                        actions = effect.handle(.succeeded(remoteID: "1"))
                    }
                case .lookUp:
                    #expect(underWayUntil == nil || effect.state == .ready(inherited: true), "seed \(seed): looked up too early")
                    actions = effect.handle(executed > 0 ? .found(remoteID: "1") : .notFound)
                case .persist, .wait, .finish, .giveUp, .postpone: break
                }
            }
        }
        #expect(executed <= 1, "seed \(seed): executed \(executed) times")
    }
}

/// A small generator for simulations: the same seed, the same run.
struct Seeded: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed &+ 0x9E37_79B9_7F4A_7C15 }
    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return (state >> 33) ^ state
    }
}
