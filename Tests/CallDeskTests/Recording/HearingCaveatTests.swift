import Dialog
import Testing

@testable import CallDesk

@Suite("What is said beside a transcript")
struct HearingCaveatTests {
    @Test("Voices were told apart only where two spoke")
    func voices() {
        func caveats(_ sides: [Side]) -> [HearingCaveat] {
            let said = sides.enumerated().map { Utterance(side: $1, start: Double($0), stop: Double($0) + 1, text: "Алло") }
            return Transcript(utterances: said, seconds: 9, sides: .voices, isCutShort: false, recognisers: [], language: nil).caveats
        }
        #expect(caveats([.client, .operator]) == [.voicesGuessed])
        #expect(caveats([.client, .client]).isEmpty)
    }
}
