import Dialog
import Testing

@Suite struct OwnTranscriptTests {
    @Test("Our own transcripts are understood, punctuated and bare")
    func ownTranscripts() throws {
        let scorer = TranscriptScorer(analyser: try Fixtures.analyser())
        let cases =
            SalesCases.all + TalkCases.all + VariedCases.all + FreshCases.all + OtherCases.all + LastCases.all + FinalCases.all + MoreCases.all
        let written = try scorer.report(on: cases.map(\.truth))
        let bare = try scorer.report(on: cases.map(\.bare))
        #expect(written.f1 >= 0.97, Comment(rawValue: written.summary))
        #expect(bare.f1 >= 0.93, Comment(rawValue: bare.summary))
        #expect(written.personRecall == 1 && bare.personRecall == 1, Comment(rawValue: written.summary + bare.summary))
        #expect(written.personInvented == 0 && bare.personInvented == 0, Comment(rawValue: written.summary + bare.summary))
        #expect(written.objectionF1 >= 0.9, Comment(rawValue: written.summary))
        #expect(written.callBacksRight == cases.count && bare.callBacksRight == cases.count, Comment(rawValue: written.summary + bare.summary))
        #expect(written.outcomesRight >= cases.count - 1, Comment(rawValue: written.summary))
    }

    @Test(
        "Every claim and slot quotes its utterance literally",
        arguments: SalesCases.all + TalkCases.all + VariedCases.all + FreshCases.all + OtherCases.all + LastCases.all + FinalCases.all + MoreCases.all
    )
    func quotesAreLiteral(_ item: OwnCase) throws {
        let transcript = Fixtures.transcript(item.text)
        let found = try Fixtures.analyser().analyse(transcript, callStart: Fixtures.start, zone: Fixtures.moscow)
        for slot in found.slots { #expect(transcript[slot.utterance].text.contains(slot.quote), "\(slot)") }
        for objection in found.objections { #expect(transcript[objection.utterance].text.contains(objection.quote)) }
        if let wish = found.wantsPerson { #expect(transcript[wish.utterance].text.contains(wish.quote)) }
        if let callBack = found.callBack { #expect(transcript[callBack.utterance].text.contains(callBack.text)) }
        #expect(found.summary.allSatisfy { claim in !claim.utterances.isEmpty && claim.utterances.allSatisfy(transcript.indices.contains) })
        #expect(!found.nextStep.isEmpty && found.analyst == "rules")
    }
}
