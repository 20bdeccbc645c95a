extension CallAnalysis {
    /// The claims of the summary that say more than the slots and the wish for a person: what stands beside these would only repeat them.
    package var claimsBeyondFacts: [Claim] {
        let known = Set(
            [true, false].flatMap { isRussian in
                let texts = SummaryTexts(isRussian: isRussian)
                let call = wantsPerson == nil ? callBack.map { [texts.callBack($0)] } ?? [] : []
                return slots.map(texts.slot) + [texts.wish()] + call
            })
        return summary.filter { !known.contains($0.text) }
    }
}
