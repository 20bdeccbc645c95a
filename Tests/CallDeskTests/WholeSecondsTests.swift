import Dialog
import Testing

@testable import CallDesk

@Suite struct WholeSecondsTests {
    @Test("A stop is not put behind the start of what follows it")
    func order() {
        let times = [(0.2, 5.2), (5.5, 5.8), (5.9, 9.1), (8.0, 8.4), (9.1, 12.0)]
        let whole = WholeSeconds.of(times.map { Utterance(side: .client, start: $0.0, stop: $0.1, text: "да") })
        #expect(whole.map(\.start) == [0, 5, 5, 8, 9])
        // The third really overlaps the fourth, and shows it.
        #expect(whole.map(\.stop) == [5, 5, 9, 9, 12])
    }
}
