/// Finds what the client wants: a short phrase out of an utterance.
struct NeedFinder {
    /// Longest need, in words.
    private static let mostWords = 9
    /// A need of fewer content words goes on behind a comma.
    private static let fewContentWords = 1
    private static let wordsLookedBack = 7
    /// Weak cues count only where the need is asked for, or in the client's first turns.
    private static let weakStrength = 0.6
    private static let earlyTurns = 1
    /// What every later utterance of the client loses: people say early what they want.
    private static let orderWeight = 0.04
    private static let mostOrder = 8
    /// In a call of an offer only clear words of wanting count.
    private static let leastInColdCall = 0.76
    /// Without punctuation, a verb no further than this from the beginning may ask.
    private static let shortQuestion = 5

    let talk: Conversation
    /// Utterances in which the client asks for a person or a call: what stands there is no need.
    let wishes: PersonWish
    /// Who called whom with what: in a call of an offer nothing is guessed.
    let direction: CallDirection

    struct Candidate {
        var range: Range<Int>
        var line: Line
        var score: Double
        var content: Int
        /// A second part behind the cue.
        var tail: Range<Int>?

        var quoted: Range<Int> { range.lowerBound..<(tail?.upperBound ?? range.upperBound) }
    }

    /// The slot, or nil when the client named no need.
    func slot() -> Slot? {
        let lines = talk.clientLines
        let found = (lines.enumerated().flatMap { order, line in
            candidates(in: line, isEarly: order <= Self.earlyTurns).map { candidate in
                var candidate = candidate
                candidate.score -= Double(min(order, Self.mostOrder)) * Self.orderWeight
                return candidate
            }
        } + (direction.isColdCall ? [] : UnmarkedNeed(talk: talk, wishes: wishes).candidates())).filter { !NeedVoids.isVoid($0.line, $0.quoted) }
        guard let best = found.max(by: { ($0.score, -$0.line.index) < ($1.score, -$1.line.index) }), best.score > 0.15 else { return nil }
        let quote = best.line.quote(NeedStretch(line: best.line, wish: wishes.wish(in: best.line)).around(best.quoted))
        return Slot(
            name: .need, value: quote.split(whereSeparator: \.isWhitespace).joined(separator: " "), confidence: min(0.95, max(0.3, best.score)),
            quote: quote, utterance: best.line.index)
    }

    private func candidates(in line: Line, isEarly: Bool) -> [Candidate] {
        let wish = wishes.wish(in: line)
        let asked = talk.answers(line, to: NeedCues.questions)
        var found: [Candidate] = []
        for rule in NeedCues.rules where direction.isColdCall ? rule.strength >= Self.leastInColdCall : (rule.strength >= Self.weakStrength || asked || isEarly) {
            for cue in rule.cues.all(in: line) {
                if let wish, wish.overlaps(cue) { continue }
                if !rule.isTrouble, isDenied(line, cue) { continue }
                found += candidates(rule, cue, line, wish).map { candidate in
                    var candidate = candidate
                    candidate.score = score(candidate, strength: rule.strength, asked: asked)
                    return candidate
                }
            }
        }
        found += offered(line, wish)
        if let wish { found.removeAll { wish.overlaps($0.range) } }
        if found.isEmpty, asked, wish == nil {
            let starts = line.all.filter { line.tokens[$0].startsSentence }
            if let bare = starts.lazy.compactMap({ bareAnswer(line, from: $0) }).first { found.append(bare) }
        }
        return found
    }

    private func score(_ candidate: Candidate, strength: Double, asked: Bool) -> Double {
        let informative = candidate.content == 0 ? (isModest(candidate) ? -0.45 : -1) : 0.01 * Double(min(candidate.content, 4))
        let first = candidate.line.tokens[candidate.range.lowerBound]
        let isCount = first.isDigits || NumberWords.isNumberWord(first.text)
        let isChange = NeedCues.changes.first(in: candidate.line, candidate.line.sentence(of: candidate.range.lowerBound)) != nil
        return strength + informative + (asked ? 0.03 : 0) - (isCount ? 0.2 : 0) - (isChange ? 0.15 : 0)
    }

    private func candidates(_ rule: NeedCues.Rule, _ cue: Range<Int>, _ line: Line, _ wish: Range<Int>?) -> [Candidate] {
        if NeedCues.refused.longest(line, at: cue.upperBound) != nil { return [] }
        if rule.isTrouble, let subject = phraseBefore(line, cue) ?? phraseBefore(line, cue, wholeSentence: true) {
            var whole = subject
            whole.tail = cue.lowerBound..<end(line, from: cue.upperBound - 1)
            return [whole]
        }
        // "осаго продлить, заканчивается": the object stands before the verb.
        if rule.keepsCue,
            cue.upperBound >= line.tokens.count || line.tokens[cue.upperBound].followsPause
                || CommonWords.isFunction(line.tokens[cue.upperBound].text) || CommonWords.looksLikeVerb(line.tokens[cue.upperBound].text),
            let before = phraseBefore(line, cue)
        {
            var whole = before
            whole.tail = cue.upperBound - 1..<trimmedEnd(line, cue)
            return [whole]
        }
        let start = rule.keepsCue ? (rule.isTrouble ? cue.lowerBound : cue.upperBound - 1) : cue.upperBound
        if let range = phrase(line, from: start, cueEnd: cue.upperBound).flatMap({ clipped($0, by: wish, line) }),
            !(rule.strength < Self.weakStrength && isStory(line, range))
        {
            let content = content(line, range)
            let isAttached = continues(line, cue, range)
            guard rule.looksBack, content == 0 || isAttached, var before = phraseBefore(line, cue) else {
                return [Candidate(range: range, line: line, score: 0, content: content)]
            }
            // "окна нужны в частный дом": both parts are the need.
            if isAttached, content > 0 {
                before.tail = cue.upperBound..<range.upperBound
                before.content += content
            }
            return [before]
        }
        return rule.looksBack ? phraseBefore(line, cue).map { [$0] } ?? [] : []
    }

    /// The part before the wish for a person; nil when nothing of it is left or a person is all it asks for.
    private func clipped(_ range: Range<Int>, by wish: Range<Int>?, _ line: Line) -> Range<Int>? {
        guard let wish else { return range }
        if range.contains(where: { PersonWords.isPerson(line, at: $0) && !PersonWords.isTrade(line.tokens[$0].text) && !wish.contains($0) }) {
            return nil
        }
        guard wish.overlaps(range) else { return range }
        return wish.lowerBound > range.lowerBound ? trimmed(line, range.lowerBound..<wish.lowerBound) : nil
    }

    /// "мне в другом месте меньше посчитали" tells what happened and asks for nothing.
    private func isStory(_ line: Line, _ range: Range<Int>) -> Bool {
        line.tokens[range].contains { token in
            ["али", "или", "ыли", "ели", "яли"].contains { token.text.hasSuffix($0) } && token.text.count > 4
                || ["занимается", "решает", "нет"].contains(token.text)
                || ["поставщик", "подрядчик", "работает"].contains { token.text.hasPrefix($0) }
        }
    }

    /// True when what follows the cue only adds to something before it: it begins with a preposition or behind a comma.
    private func continues(_ line: Line, _ cue: Range<Int>, _ range: Range<Int>) -> Bool {
        guard cue.upperBound < line.tokens.count, range.lowerBound >= cue.upperBound else { return false }
        let next = line.tokens[cue.upperBound]
        let isAdjective =
            range.count == 1 && ["ую", "юю", "ый", "ий", "ая", "ое", "ые", "ого"].contains { line.tokens[range.lowerBound].text.hasSuffix($0) }
        return isAdjective || next.followsPause || ["в", "во", "на", "для", "с", "со", "под", "из", "к", "по", "for", "in"].contains(next.text)
    }

    /// Where the need ends that began before the cue: it goes on behind a preposition.
    private func trimmedEnd(_ line: Line, _ cue: Range<Int>) -> Int {
        guard cue.upperBound < line.tokens.count, !line.tokens[cue.upperBound].followsPause,
            ["в", "во", "на", "для", "с", "со", "под", "из", "к", "по", "до"].contains(line.tokens[cue.upperBound].text)
        else { return cue.upperBound }
        return trimmed(line, cue.upperBound..<end(line, from: cue.upperBound))?.upperBound ?? cue.upperBound
    }

    /// "менять не планируем", "ничего не нужно".
    private func isDenied(_ line: Line, _ cue: Range<Int>) -> Bool {
        cue.lowerBound > 0
            && ["не", "ничего", "никого", "ни", "вы", "ты", "куда", "как", "когда", "где", "кому", "not", "don"].contains(
                line.tokens[cue.lowerBound - 1].text)
    }

    /// The need that begins at `start`, cleaned; nil when nothing is left.
    private func phrase(_ line: Line, from start: Int, cueEnd: Int) -> Range<Int>? {
        var begin = start
        while begin < line.tokens.count, strips(line, begin) { begin += 1 }
        guard begin < line.tokens.count, !isName(line.tokens[begin]) else { return nil }
        guard (min(start, begin)...begin).allSatisfy({ $0 < cueEnd || NeedCues.refused.longest(line, at: $0) == nil }) else { return nil }
        if begin >= cueEnd, ["не", "нет"].contains(line.tokens[begin].text) { return nil }
        if begin > cueEnd, line.tokens[begin].startsSentence { return nil }
        if begin >= cueEnd, line.tokens[cueEnd..<begin + 1].contains(where: \.startsSentence) { return nil }
        let range = begin..<end(line, from: begin)
        guard !line.tokens[range].contains(where: { ["никто", "никого", "ничего", "никакой", "никакая", "никакие", "никаких"].contains($0.text) })
        else { return nil }
        if content(line, range) == 0,
            line.tokens[range].contains(where: { $0.isDigits || NumberWords.isNumberWord($0.text) || NumberWords.ordinal($0.text) != nil })
        {
            return nil
        }
        return range.isEmpty ? nil : trimmed(line, range)
    }

    private func strips(_ line: Line, _ position: Int) -> Bool {
        let word = line.tokens[position].text
        return NeedCues.leading.contains(word) || (CommonWords.isFiller(word) && word != "день")
    }

    /// Where the need ends: at a pause once it says something, at a word that opens a new thought, or at its longest.
    private func end(_ line: Line, from begin: Int) -> Int {
        var position = begin
        var content = 0
        while position < line.tokens.count, position - begin < Self.mostWords {
            let token = line.tokens[position]
            if position > begin {
                if token.startsSentence { break }
                if token.followsPause, content > Self.fewContentWords || NeedCues.ends.contains(token.text) || CommonWords.isFunction(token.text) {
                    break
                }
                if ["я", "мы", "но", "а", "только", "потому", "если"].contains(token.text) { break }
                if content > 0, NeedCues.ends.contains(token.text),
                    !(NeedCues.softEnds.contains(token.text) && content <= Self.fewContentWords && token.text.count > 1
                        && !["до", "ко"].contains(token.text))
                {
                    break
                }
            }
            if Self.isContent(token) { content += 1 }
            position += 1
        }
        return position
    }

    private func trimmed(_ line: Line, _ range: Range<Int>) -> Range<Int>? {
        var upper = range.upperBound
        while upper > range.lowerBound, CommonWords.isFunction(line.tokens[upper - 1].text), !line.tokens[upper - 1].isDigits { upper -= 1 }
        return upper > range.lowerBound ? range.lowerBound..<upper : nil
    }

    /// "кухню хочу заказать", "окна нужны": what stands before the cue.
    private func phraseBefore(_ line: Line, _ cue: Range<Int>, wholeSentence: Bool = false) -> Candidate? {
        let opening = wholeSentence ? line.sentence(of: cue.lowerBound).lowerBound : line.clauseStart(of: cue.lowerBound)
        let lower = max(opening, cue.lowerBound - Self.wordsLookedBack)
        var begin = lower
        while begin < cue.lowerBound,
            strips(line, begin) || CommonWords.isFunction(line.tokens[begin].text) || isName(line.tokens[begin])
                || NeedCues.refused.longest(line, at: begin) != nil
        { begin += 1 }
        guard begin < cue.lowerBound, let range = trimmed(line, begin..<cue.lowerBound) else { return nil }
        let content = content(line, range)
        guard content > 0, NeedCues.refused.longest(line, at: begin) == nil,
            !line.tokens[range].contains(where: { ["никто", "никого", "ничего", "никакой", "не"].contains($0.text) })
        else { return nil }
        return Candidate(range: range, line: line, score: 0, content: content)
    }

    private func isModest(_ candidate: Candidate) -> Bool {
        candidate.line.tokens[candidate.quoted].contains { token in NeedCues.modestNeeds.contains { token.text.hasPrefix($0) } }
    }

    /// "вы торты печёте?", "берёте детей на робототехнику?": what the company is asked to do.
    private func offered(_ line: Line, _ wish: Range<Int>?) -> [Candidate] {
        line.all.compactMap { position in
            let word = line.tokens[position].text
            guard word.count > 4, ["ете", "ите", "етесь", "итесь"].contains(where: { word.hasSuffix($0) }), !NeedCues.talkVerbs.contains(word),
                position > 0
            else { return nil }
            let window = max(line.sentence(of: position).lowerBound, position - 5)..<position
            guard !line.tokens[window].contains(where: { ["если", "вдруг", "почему", "зачем", "когда"].contains($0.text) }),
                line.isQuestion(at: position) || (!talk.isCased && position <= Self.shortQuestion)
                    || window.contains(where: { line.tokens[$0].text == "вы" })
            else { return nil }
            let you = window.last(where: { line.tokens[$0].text == "вы" }) ?? line.clauseStart(of: position) - 1
            guard wish.map({ !$0.contains(position) }) ?? true, line.tokens[position - 1].text != "не" else { return nil }
            let between = trimmed(line, skipped(line, you + 1, upTo: position)..<position)
            if let between, content(line, between) > 0 { return Candidate(range: between, line: line, score: 0.76, content: content(line, between)) }
            guard let behind = phrase(line, from: position + 1, cueEnd: position + 1), content(line, behind) > 0 else { return nil }
            return Candidate(range: behind, line: line, score: 0.76, content: content(line, behind))
        }
    }

    private func skipped(_ line: Line, _ start: Int, upTo end: Int) -> Int {
        var begin = start
        while begin < end, strips(line, begin) || CommonWords.isFunction(line.tokens[begin].text) { begin += 1 }
        return begin
    }

    /// An answer to "что вас интересует" without any verb: "пластиковые окна".
    private func bareAnswer(_ line: Line, from start: Int) -> Candidate? {
        var begin = start
        while begin < line.tokens.count, strips(line, begin) || CommonWords.isFunction(line.tokens[begin].text) || isName(line.tokens[begin]) {
            begin += 1
        }
        guard begin < line.tokens.count, NeedCues.refused.longest(line, at: begin) == nil, !line.tokens[begin].isDigits else { return nil }
        guard Cities.city(at: begin, in: line) == nil, !CompanyWords.isCompanyWord(line.tokens[begin].text) else { return nil }
        if begin > 0,
            CompanyWords.isCompanyWord(line.tokens[begin - 1].text) || line.tokens[start..<begin + 1].dropFirst().contains(where: \.startsSentence)
        {
            return nil
        }
        guard let range = trimmed(line, begin..<end(line, from: begin)) else { return nil }
        let content = content(line, range)
        if line.tokens[range].contains(where: { ["не", "ничего", "никого", "нет"].contains($0.text) }) { return nil }
        guard content > 0, !CommonWords.looksLikeVerb(line.tokens[begin].text) || content > 1 else { return nil }
        return Candidate(range: range, line: line, score: 0.5, content: content)
    }

    private func content(_ line: Line, _ range: Range<Int>) -> Int {
        range.count { Self.isContent(line.tokens[$0]) }
    }

    private func isName(_ token: Token) -> Bool {
        NameForms.form(of: token.text)?.isNominative == true && !FirstNames.ambiguous.contains(token.text) && (!talk.isCased || token.isCapital)
    }

    static func isContent(_ token: Token) -> Bool {
        !token.isDigits && token.text.count > 2 && !CommonWords.isFunction(token.text) && !NeedCues.generic.contains(token.text)
            && !NumberWords.isNumberWord(token.text) && NumberWords.ordinal(token.text) == nil && !NeedCues.leading.contains(token.text)
            && !NeedCues.actionWords.contains(token.text)
    }
}
