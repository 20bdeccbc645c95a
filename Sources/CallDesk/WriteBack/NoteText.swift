import Bitrix24
import Dialog
import Foundation

/// Puts a call's analysis into words: as blocks for the call's card, or as one comment.
struct NoteText: Sendable {
    let texts: CRMTexts
    let language: String?

    /// A set holds at most 20 blocks. Source: apidocs "BodyDto", blocks.
    private static let blocksMax = 20
    /// The transcript's share of a block or comment, in characters; the whole one is attached to the call.
    private static let transcriptCharactersMax = 12_000

    /// The blocks, in the order of their keys. Source: apidocs "RestAppLayoutDto".
    func blocks(_ content: CallNote.Content) -> JSONValue {
        let list = sections(content).map(block).prefix(Self.blocksMax)
        return .object(Dictionary(uniqueKeysWithValues: list.enumerated().map { ("b" + ($0 < 10 ? "0" : "") + "\($0)", $1) }))
    }

    func comment(_ content: CallNote.Content) -> String {
        sections(content).map { section in (section.title.map { "[B]\($0)[/B]\n" } ?? "") + section.text }.joined(separator: "\n\n")
    }

    private struct Section {
        let title: String?
        let text: String
        var isLong = false
    }

    private func block(_ section: Section) -> JSONValue {
        if section.isLong {
            let heading = section.title.map { $0 + "\n" } ?? ""
            return ["type": "largeText", "properties": ["value": .string(heading + section.text)]]
        }
        let body: JSONValue = ["type": "text", "properties": ["value": .string(section.text), "multiline": true]]
        guard let title = section.title else { return body }
        return ["type": "withTitle", "properties": ["title": .string(title), "block": body]]
    }

    private func sections(_ content: CallNote.Content) -> [Section] {
        switch content {
        case .noRecording: [Section(title: nil, text: text("noteNoRecording"))]
        case .notFetched: [Section(title: nil, text: text("noteNotFetched"))]
        case .lost: [Section(title: nil, text: text("noteLost"))]
        case .unreadable: [Section(title: nil, text: text("noteUnreadable"))]
        case .tooManyChannels: [Section(title: nil, text: text("noteTooManyChannels"))]
        case .analysis(_, let transcript, let caveats) where transcript.isEmpty: [Section(title: nil, text: text("noteSilent"))] + doubts(caveats)
        case .analysis(let analysis, let transcript, let caveats): sections(analysis, transcript, caveats)
        }
    }

    /// What the reader must know before relying on the transcript.
    private func doubts(_ caveats: [HearingCaveat]) -> [Section] {
        guard !caveats.isEmpty else { return [] }
        return [Section(title: text("caveatsTitle"), text: caveats.map { texts.label("caveat", $0.rawValue, language: language) }.joined(separator: "\n"))]
    }

    private func sections(_ analysis: CallAnalysis, _ transcript: [Utterance], _ caveats: [HearingCaveat]) -> [Section] {
        var list = doubts(caveats)
        // Of a talk to nobody there is nothing to sum up, and the portal refuses an empty text with all the blocks beside it.
        let summary = summary(analysis, transcript)
        if !summary.isEmpty { list.append(Section(title: text("summaryTitle"), text: summary)) }
        let facts = analysis.slots.map { texts.fact($0, language: language) }
        if !facts.isEmpty { list.append(Section(title: text("factsTitle"), text: facts.joined(separator: "\n"))) }
        let objections = analysis.objections.map(objection)
        if !objections.isEmpty { list.append(Section(title: text("objectionsTitle"), text: objections.joined(separator: "\n"))) }
        list.append(Section(title: text("outcomeTitle"), text: texts.label("outcome", analysis.outcome.rawValue, language: language)))
        if !analysis.nextStep.isEmpty { list.append(Section(title: text("nextStepTitle"), text: CRMTexts.plain(analysis.nextStep))) }
        // There is no sale to lead at a wrong number or in silence, whoever scored it.
        if let score = analysis.scriptScore, analysis.outcome != .wrongNumber, analysis.outcome != .silent {
            list.append(Section(title: text("scoreTitle"), text: texts.render("score", language: language, ["points": "\(score.points)"])))
        }
        list.append(Section(title: text("transcriptTitle"), text: lines(transcript), isLong: true))
        list.append(Section(title: nil, text: analyst(analysis)))
        return list
    }

    func summary(_ analysis: CallAnalysis, _ transcript: [Utterance]) -> String {
        analysis.summary.map { claim in
            let times = claim.utterances.compactMap { transcript.indices.contains($0) ? CRMTexts.clock(transcript[$0].start) : nil }
            return texts.render("summaryLine", language: language, ["text": CRMTexts.plain(claim.text), "times": times.joined(separator: ", ")])
        }.joined(separator: "\n")
    }

    private func objection(_ objection: Objection) -> String {
        texts.render(
            objection.answered ? "objectionAnswered" : "objectionOpen", language: language,
            ["kind": texts.label("objection", objection.kind.rawValue, language: language), "quote": CRMTexts.plain(objection.quote)])
    }

    private func lines(_ transcript: [Utterance]) -> String {
        var all = ""
        for utterance in transcript {
            let line = texts.render(
                "transcriptLine", language: language,
                [
                    "time": CRMTexts.clock(utterance.start), "side": texts.side(utterance.side, language: language), "text": CRMTexts.plain(utterance.text),
                ])
            guard all.count + line.count < Self.transcriptCharactersMax else { return all + "…" }
            all += all.isEmpty ? line : "\n" + line
        }
        return all
    }

    private func analyst(_ analysis: CallAnalysis) -> String {
        analysis.analyst == "rules" ? text("analystRules") : texts.render("analystModel", language: language, ["analyst": CRMTexts.plain(analysis.analyst)])
    }

    private func text(_ name: String) -> String { texts.render(name, language: language) }
}
