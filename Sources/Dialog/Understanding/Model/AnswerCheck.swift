import Foundation

/// Holds a model's answer against the transcript.
struct AnswerCheck {
    /// Fewest characters of a quote that prove anything.
    private static let shortestQuote = 2

    let talk: Conversation
    let callStart: Date
    let zone: TimeZone

    func analysis(of answer: ModelAnswer, analyst: String) -> CallAnalysis {
        let slots = self.slots(answer.slots)
        let objections = answer.objections.prefix(AnalysisSchema.maxItems).compactMap { item -> Objection? in
            guard let kind = ObjectionKind(rawValue: item.kind), let quote = literal(item.quote, in: item.utterance, side: true) else { return nil }
            return Objection(kind: kind, quote: quote, utterance: item.utterance, answered: item.answered)
        }
        let wish = answer.wantsPerson.flatMap { item in
            literal(item.quote, in: item.utterance, side: true).map { Evidence(quote: $0, utterance: item.utterance) }
        }
        let callBack = answer.callBack.flatMap { item in
            literal(item.text, in: item.utterance).map { CallBack(text: $0, at: moment(item.at), promised: item.promised, utterance: item.utterance) }
        }
        let outcome = Outcome(rawValue: answer.outcome) ?? .unclear
        return CallAnalysis(
            summary: claims(answer.summary), slots: slots, objections: Array(objections), wantsPerson: wish, callBack: callBack,
            sentiment: Sentiment(rawValue: answer.sentiment) ?? .neutral,
            outcome: outcome, nextStep: String(answer.nextStep.prefix(AnalysisSchema.maxText)),
            scriptScore: ScriptScorer(talk: talk, objections: Array(objections)).score(of: outcome), analyst: analyst)
    }

    private func claims(_ items: [ModelAnswer.Claim]) -> [Claim] {
        items.prefix(AnalysisSchema.maxItems).compactMap { item in
            let proven = item.utterances.filter { talk.lines.indices.contains($0) && !talk.lines[$0].tokens.isEmpty }
            guard !proven.isEmpty, proven.count == item.utterances.count, !item.text.isEmpty else { return nil }
            return Claim(text: String(item.text.prefix(AnalysisSchema.maxText)), utterances: proven)
        }
    }

    /// Slots that were said, each name once, the most certain one.
    private func slots(_ items: [ModelAnswer.Slot]) -> [Slot] {
        var found: [Slot] = []
        for item in items.prefix(AnalysisSchema.maxItems).sorted(by: { $0.confidence > $1.confidence }) {
            guard let name = SlotName(rawValue: item.name), !found.contains(where: { $0.name == name }),
                let quote = literal(item.quote, in: item.utterance),
                let value = value(of: name, item)
            else { continue }
            found.append(Slot(name: name, value: value, confidence: min(1, max(0, item.confidence)), quote: quote, utterance: item.utterance))
        }
        return found.sorted { SlotName.allCases.firstIndex(of: $0.name) ?? 0 < SlotName.allCases.firstIndex(of: $1.name) ?? 0 }
    }

    /// The value as slots write it, or nil when it is none of its kind.
    private func value(of name: SlotName, _ item: ModelAnswer.Slot) -> String? {
        let value = String(item.value.trimmingCharacters(in: .whitespacesAndNewlines).prefix(AnalysisSchema.maxText))
        guard !value.isEmpty else { return nil }
        switch name {
        case .phone:
            // A number that nobody dictated in the cited utterance is invented.
            guard let number = PhoneNumber.normalise(value) else { return nil }
            return PhoneFinder.mentioned(in: talk).contains { $0.number == number && $0.lines.contains(item.utterance) } ? number : nil
        case .email:
            return EmailFinder.written(in: value)?.lowercased()
        case .budget:
            let digits = value.filter { !" \u{a0}₽".contains($0) }
            return digits.allSatisfy { $0.isASCII && $0.isNumber }
                ? digits : Money.all(in: Line(index: 0, side: .client, text: value)).first.map(\.text)
        default:
            return value
        }
    }

    /// The literal part of the utterance that says the quote, whatever its case, ё and punctuation; nil when it was not said there.
    private func literal(_ quote: String, in utterance: Int, side isClient: Bool? = nil) -> String? {
        guard talk.lines.indices.contains(utterance), quote.count >= Self.shortestQuote else { return nil }
        let line = talk.lines[utterance]
        if let isClient, line.isClient != isClient { return nil }
        let wanted = Tokeniser.cut(quote).tokens.map(\.text)
        guard !wanted.isEmpty, wanted.count <= line.tokens.count else { return nil }
        let said = line.tokens.map(\.text)
        for start in 0...(said.count - wanted.count) where Array(said[start..<start + wanted.count]) == wanted {
            return line.quote(start..<start + wanted.count)
        }
        return nil
    }

    /// "2025-06-03T15:00" in the call's zone, or with an offset of its own.
    private func moment(_ text: String?) -> Date? {
        guard let text, text.count <= 40 else { return nil }
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = zone
        for format in ["yyyy-MM-dd'T'HH:mm:ssXXXXX", "yyyy-MM-dd'T'HH:mmXXXXX", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm"] {
            formatter.dateFormat = format
            if let date = formatter.date(from: text) { return date > callStart ? date : nil }
        }
        return nil
    }
}
