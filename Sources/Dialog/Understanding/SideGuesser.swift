/// Guesses who is who in a recording of one channel, where the recogniser names the speakers at best "A" and "B".
///
/// Speakers that are told apart are judged by all their words. Without labels the whole conversation is judged at once: of all rows of sides the one
/// that fits the words, and the way in which turns pass, best (Viterbi).
package struct SideGuesser: Sendable {
    /// Log odds that one turn of speech that belongs to a side is said by that side.
    private static let cueWeight = 1.4
    /// Log odds that whoever picks up the phone speaks first.
    private static let firstWeight = 2.0
    /// Log odds that the other side goes on: after a question, after a finished sentence, after an unfinished one, within a number.
    private static let afterQuestion = 2.0
    private static let afterSentence = 0.5
    private static let afterOpenEnd = -1.0
    private static let withinNumber = -2.0

    private let answeredBy: Side

    /// - Parameter answeredBy: who picked up the phone.
    package init(answeredBy: Side = .operator) { self.answeredBy = answeredBy }

    /// The side of each utterance.
    /// - Parameter speakers: one label per utterance, or nil where the recogniser gave none.
    package func sides(of texts: [String], speakers: [SpeakerLabel?] = []) -> [Side] {
        let lines = texts.enumerated().map { index, text in Line(index: index, side: .client, text: text) }
        let labels = texts.indices.map { $0 < speakers.count ? speakers[$0] : nil }
        var scores = lines.map(score)
        if !scores.isEmpty { scores[0] += answeredBy == .client ? -Self.firstWeight : Self.firstWeight }
        let roles = roles(labels, scores)
        return best(lines, scores, fixed: labels.map { $0.flatMap { roles[$0] } })
    }

    /// Positive: the company's side; negative: the client's.
    private func score(_ line: Line) -> Double {
        Self.cueWeight * Double(SideCues.company.all(in: line).count - SideCues.client.all(in: line).count)
    }

    /// The side of each speaker. Of those told apart in one request at least one is the operator and, if there are more, at least one the client.
    private func roles(_ labels: [SpeakerLabel?], _ scores: [Double]) -> [SpeakerLabel: Side] {
        var sums: [SpeakerLabel: Double] = [:]
        for (label, score) in zip(labels, scores) { if let label { sums[label, default: 0] += score } }
        var roles: [SpeakerLabel: Side] = [:]
        for (_, group) in Dictionary(grouping: sums, by: \.key.request) {
            let ranked = group.sorted { ($1.value, $0.key.name) < ($0.value, $1.key.name) }
            for (rank, entry) in ranked.enumerated() {
                let isOutermost = ranked.count > 1 && (rank == 0 || rank == ranked.count - 1)
                roles[entry.key] = isOutermost ? (rank == 0 ? .operator : .client) : (entry.value > 0 ? .operator : .client)
            }
        }
        return roles
    }

    /// The likeliest row of sides in which the fixed ones stand.
    private func best(_ lines: [Line], _ scores: [Double], fixed: [Side?]) -> [Side] {
        let choices: [Side] = [.operator, .client]
        var weights = [0.0, 0.0]
        var cameFrom: [[Int]] = []
        let isPunctuated = lines.contains { Self.endsSentence($0) }
        for index in lines.indices {
            let change = index == 0 ? 0 : passing(from: lines[index - 1], to: lines[index], isPunctuated)
            let own = choices.indices.map { choice -> Double in
                if let side = fixed[index], side != choices[choice] { return -.infinity }
                return choice == 0 ? scores[index] / 2 : -scores[index] / 2
            }
            let from = choices.indices.map { choice in weights[choice] - change / 2 >= weights[1 - choice] + change / 2 ? choice : 1 - choice }
            weights = choices.indices.map { choice in weights[from[choice]] + (from[choice] == choice ? -change / 2 : change / 2) + own[choice] }
            cameFrom.append(from)
        }
        var choice = weights[0] >= weights[1] ? 0 : 1
        var sides: [Side] = []
        for from in cameFrom.reversed() {
            sides.append(choices[choice])
            choice = from[choice]
        }
        return sides.reversed()
    }

    /// Log odds that the other side speaks next.
    private func passing(from line: Line, to next: Line, _ isPunctuated: Bool) -> Double {
        let endsInNumber = isNumber(line, line.tokens.count - 1)
        if endsInNumber, isNumber(next, 0) { return Self.withinNumber }
        if line.tail.contains("?") { return Self.afterQuestion }
        return endsInNumber || Self.endsSentence(line) || !isPunctuated ? Self.afterSentence : Self.afterOpenEnd
    }

    /// Where the recogniser writes no punctuation, an open end tells nothing.
    private static func endsSentence(_ line: Line) -> Bool { line.tail.contains { ".!?…".contains($0) } }

    private func isNumber(_ line: Line, _ index: Int) -> Bool {
        guard line.tokens.indices.contains(index) else { return false }
        return line.tokens[index].isDigits || NumberWords.isNumberWord(line.tokens[index].text)
    }
}
