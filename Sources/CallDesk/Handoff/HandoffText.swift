import Bitrix24
import Dialog
import Foundation
import Storage

/// What a hand-off task and its notification say.
struct HandoffText: Sendable {
    let texts: CRMTexts
    let call: CallRow
    let link: ClientLink?
    let reason: HandoffReason
    let analysis: CallAnalysis?
    let zone: TimeZone

    /// A task's title, in characters.
    private static let titleCharactersMax = 200

    var title: String {
        let name: String
        let values: [String: String]
        switch reason {
        case .missed: (name, values) = ("taskMissedTitle", ["phone": call.phone ?? ""])
        case .wantsPerson: (name, values) = ("taskHandoffTitle", ["who": who])
        case .promised, .callBack: (name, values) = ("taskCallbackTitle", ["who": who])
        }
        return String(texts.render(name, language: call.language, values).prefix(Self.titleCharactersMax))
    }

    /// The brief: why, who, what was said, where the card is, and the marker by which the task is found again.
    func body(marker: String) -> String {
        var lines = [why]
        if let analysis {
            lines += analysis.slots.map(fact)
            lines += analysis.claimsBeyondFacts.map { CRMTexts.plain($0.text) }
        }
        if let link { lines.append(texts.render("taskCard", language: call.language, ["url": CardAddress.of(link)])) }
        lines.append(texts.render("taskMarker", language: call.language, ["marker": marker]))
        return lines.joined(separator: "\n")
    }

    /// A fact, how sure it is, and the words it rests on where they say it otherwise.
    private func fact(_ slot: Slot) -> String {
        let sure = "\(Int((slot.confidence * 100).rounded())) %"
        let isLiteral = Self.letters(slot.quote) == Self.letters(slot.value)
        return texts.fact(slot, language: call.language) + " (" + sure + (isLiteral ? "" : ": «\(CRMTexts.plain(slot.quote))»") + ")"
    }

    private static func letters(_ text: String) -> String { text.lowercased().filter { $0.isLetter || $0.isNumber } }

    /// - Parameter taskID: `nil` = there is only the card to open.
    func notification(taskID: Int?, responsible: Int, deadline: Date) -> String {
        let task = taskID.map { CardAddress.task($0, user: responsible) }
        let card = link.map(CardAddress.of)
        return texts.render(
            "notifyTask", language: call.language,
            [
                "title": title, "deadline": moment(deadline), "taskURL": task ?? card ?? "", "url": card ?? task ?? "",
            ])
    }

    private var why: String {
        switch reason {
        case .missed:
            texts.render("taskMissedBody", language: call.language, ["phone": call.phone ?? "", "time": moment(call.startedAt ?? call.createdAt)])
        case .wantsPerson(let quote, _): texts.render("taskReasonPerson", language: call.language, ["quote": CRMTexts.plain(quote)])
        case .promised(let quote, _): texts.render("taskReasonPromised", language: call.language, ["quote": CRMTexts.plain(quote)])
        case .callBack(let quote, _): texts.render("taskReasonCallback", language: call.language, ["quote": CRMTexts.plain(quote)])
        }
    }

    private var who: String {
        let name = analysis?.slots.first { $0.name == .name }.map { CRMTexts.plain($0.value) }
        return [name, call.phone].compactMap { $0 }.joined(separator: ", ")
    }

    private func moment(_ date: Date) -> String {
        call.language == "en" ? english(date) : russian(date)
    }

    /// "23.11 в 03:41".
    private func russian(_ date: Date) -> String {
        date.formatted(
            Date.VerbatimFormatStyle(
                format: "\(day: .twoDigits).\(month: .twoDigits) в \(hour: .twoDigits(clock: .twentyFourHour, hourCycle: .zeroBased)):\(minute: .twoDigits)",
                timeZone: zone, calendar: Calendar(identifier: .gregorian)))
    }

    /// "23 Nov, 03:53".
    private func english(_ date: Date) -> String {
        date.formatted(
            Date.VerbatimFormatStyle(
                format: "\(day: .defaultDigits) \(month: .abbreviated), \(hour: .twoDigits(clock: .twentyFourHour, hourCycle: .zeroBased)):\(minute: .twoDigits)",
                locale: Locale(identifier: "en_GB"), timeZone: zone, calendar: Calendar(identifier: .gregorian)))
    }
}
