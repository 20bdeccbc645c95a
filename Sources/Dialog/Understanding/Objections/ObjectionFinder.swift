/// Finds the client's objections by the phrase base, and whether the company's side answered them.
struct ObjectionFinder {
    let talk: Conversation
    let phrases: PhraseBase

    /// The objections in order; a kind that is repeated counts once, answered if any of its answers was.
    func find() -> [Objection] {
        var found: [Objection] = []
        for line in talk.clientLines {
            for entry in phrases.entries {
                guard let range = match(entry, in: line) else { continue }
                let objection = Objection(kind: entry.kind, quote: line.quote(range), utterance: line.index, answered: isAnswered(entry.kind, line))
                if let known = found.firstIndex(where: { $0.kind == entry.kind }) {
                    found[known].answered = found[known].answered || objection.answered
                } else {
                    found.append(objection)
                }
            }
        }
        return found
    }

    private func match(_ entry: PhraseBase.Entry, in line: Line) -> Range<Int>? {
        entry.phrases.all(in: line).first { range in
            let clause = line.clauseStart(of: range.lowerBound)..<max(range.upperBound, line.clauseEnd(after: range.upperBound - 1))
            return entry.unless.first(in: line, clause) == nil
        }
    }

    private func isAnswered(_ kind: ObjectionKind, _ line: Line) -> Bool {
        guard let reply = talk.reply(to: line.index) else { return false }
        return ObjectionAnswers.isAnswer(reply, to: kind)
    }
}
