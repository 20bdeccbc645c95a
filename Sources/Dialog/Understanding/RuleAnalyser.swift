package import Foundation

/// Analyses a call by rules of language: used when no model answers, and to check what a model says.
package struct RuleAnalyser: Sendable {
    private let phrases: PhraseBase

    /// An analyser that knows objections by these phrases.
    package init(phrases: PhraseBase) {
        self.phrases = phrases
    }

    /// The analysis of the transcript; times that were said are resolved from `callStart` in `zone`.
    package func analyse(_ transcript: [Utterance], callStart: Date, zone: TimeZone) -> CallAnalysis {
        let talk = Conversation(transcript)
        let signs = CallSigns(talk: talk)
        var analysis = CallAnalysis(sentiment: signs.sentiment, analyst: "rules")
        let wrongNumber = signs.wrongNumberEvidence
        let direction = CallDirection(talk: talk)
        let offer = wrongNumber == nil ? direction.offer : nil
        if !signs.isSilent {
            let wish = PersonWish(talk: talk)
            let found = CallBackFinder(talk: talk, callStart: callStart, zone: zone).find()
            analysis.wantsPerson = wish.evidence()
            analysis.callBack = wrongNumber == nil && offer == nil ? found?.callBack : nil
            analysis.slots = slots(in: talk, wish: wish, direction, isWrongNumber: wrongNumber != nil)
            if offer != nil { analysis.slots.removeAll { [.need, .budget, .deadline].contains($0.name) } }
            if let when = found?.when, analysis.callBack != nil { analysis.slots.append(when) }
            analysis.objections = wrongNumber == nil ? ObjectionFinder(talk: talk, phrases: phrases).find() : []
        }
        analysis.outcome = offer != nil && !signs.isSilent ? .refused : outcome(of: analysis, signs, isWrongNumber: wrongNumber != nil)
        analysis.scriptScore = ScriptScorer(talk: talk, objections: analysis.objections).score(of: analysis.outcome)
        conclude(&analysis, talk, signs, wrongNumber)
        return analysis
    }

    private func slots(in talk: Conversation, wish: PersonWish, _ direction: CallDirection, isWrongNumber: Bool) -> [Slot] {
        // At a wrong number the name the company used is somebody else's.
        let name = NameFinder(talk: talk).slot().flatMap { isWrongNumber && !talk.lines[$0.utterance].isClient ? nil : $0 }
        let all = [
            name, CompanyFinder(talk: talk).slot(), PhoneFinder.slot(in: talk), EmailFinder.slot(in: talk),
            isWrongNumber ? nil : NeedFinder(talk: talk, wishes: wish, direction: direction).slot(),
            BudgetFinder.slot(in: talk), isWrongNumber ? nil : DeadlineFinder.slot(in: talk), CityFinder.slot(in: talk),
        ]
        return all.compactMap { $0 }
    }

    private func outcome(of analysis: CallAnalysis, _ signs: CallSigns, isWrongNumber: Bool) -> Outcome {
        if signs.isSilent { return .silent }
        if isWrongNumber { return .wrongNumber }
        if analysis.wantsPerson != nil { return .handoff }
        if analysis.callBack != nil { return .callback }
        let isRefused = analysis.objections.contains { $0.kind == .notInterested } || (signs.refusal != nil && analysis.slot(.phone) == nil)
        if isRefused { return .refused }
        guard analysis.slot(.need) != nil else { return .unclear }
        let hasContact = analysis.slot(.phone) != nil || analysis.slot(.email) != nil || analysis.slot(.name) != nil
        let isQualified = hasContact || analysis.slot(.budget) != nil || analysis.slot(.deadline) != nil
        return isQualified ? .qualified : .info
    }

    private func conclude(_ analysis: inout CallAnalysis, _ talk: Conversation, _ signs: CallSigns, _ wrongNumber: Evidence?) {
        let texts = SummaryTexts(isRussian: talk.isRussian)
        var claims: [Claim] = []
        if let wrongNumber { claims.append(Claim(text: texts.wrongNumber(), utterances: [wrongNumber.utterance])) }
        for slot in analysis.slots where slot.name != .callback { claims.append(Claim(text: texts.slot(slot), utterances: [slot.utterance])) }
        for objection in analysis.objections { claims.append(Claim(text: texts.objection(objection), utterances: [objection.utterance])) }
        if let wish = analysis.wantsPerson { claims.append(Claim(text: texts.wish(), utterances: [wish.utterance])) }
        if let callBack = analysis.callBack { claims.append(Claim(text: texts.callBack(callBack), utterances: [callBack.utterance])) }
        if analysis.outcome == .refused, let refusal = signs.refusal { claims.append(Claim(text: texts.refusal(), utterances: [refusal.utterance])) }
        analysis.summary = claims
        analysis.nextStep = texts.nextStep(
            analysis.outcome, need: analysis.slot(.need)?.value, when: analysis.slot(.callback)?.value)
    }
}
