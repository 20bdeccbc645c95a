import Foundation
import Testing

@testable import Fetch

@Suite struct TransferLanesTests {
    @Test("Lanes are few, waiting places are counted, and one more is refused at once")
    func bounded() async throws {
        let lanes = TransferLanes()
        let open = DispatchSemaphore(value: 0)
        let (started, start) = AsyncStream<Void>.makeStream()
        let places = TransferLanes.maxLanes + TransferLanes.maxWaiting
        let outcome = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<TransferLanes.maxLanes {
                group.addTask {
                    let ran = try? await lanes.run { () -> Bool in
                        start.yield()
                        open.wait()
                        return true
                    }
                    return ran ?? false
                }
            }
            var running = started.makeAsyncIterator()
            for _ in 0..<TransferLanes.maxLanes { await running.next() }
            // All lanes are taken: of twice the places, half is refused while nothing ends.
            for _ in 0..<2 * TransferLanes.maxWaiting { group.addTask { (try? await lanes.run { true }) ?? false } }
            var refused = 0
            while refused < TransferLanes.maxWaiting, let ran = await group.next() { refused += ran ? 0 : 1 }
            for _ in 0..<TransferLanes.maxLanes { open.signal() }
            var served = 0
            for await ran in group { served += ran ? 1 : 0 }
            return (served, refused)
        }
        #expect(outcome == (places, TransferLanes.maxWaiting))
    }

    @Test("Idle lanes end and begin again")
    func again() async throws {
        let lanes = TransferLanes()
        for round in 0..<50 { #expect(try await lanes.run { round } == round) }
    }
}
