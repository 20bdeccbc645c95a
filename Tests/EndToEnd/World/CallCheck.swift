import Foundation
import Sandbox
import Storage
import Testing

@testable import VoiceAgent

/// Holds what stands in the stand-in portal against what is true of the made-up call.
struct CallCheck: Sendable {
    let label: String
    let call: RecordedCall
    let catalogue: PhraseCatalogue
    let row: CallRow
    let snapshot: PortalSnapshot

    /// How far a line's times may be off, in seconds: the transcript has whole seconds and a margin of silence.
    private static let timeTolerance = 1.3

    /// Who installed the app, and who answers the stand-in portal's calls.
    private static let installer = 1
    private static let answerer = 5

    private var leads: [CRMItem] { snapshot.leads.filter { $0.phones.contains(call.clientPhone) } }

    func client() {
        let told = snapshot.notifications.filter { $0.tag?.contains("notify-lead:\(row.externalID)") == true }
        guard call.kind != .knownClient else {
            #expect(leads.isEmpty, "\(label): a known client gets no new lead")
            #expect(row.entityType == 3, "\(label): linked to the contact")
            #expect(told.isEmpty, "\(label): no new lead to tell of")
            return
        }
        #expect(leads.count == 1, "\(label): exactly one lead, not \(leads.count)")
        #expect(row.leadID == leads.first?.id, "\(label): the call is linked to the lead")
        #expect(leads.first?.text("sourceId") == "CALL", "\(label): the lead's source")
        // While it rang nobody had answered, so the lead was the installer's; it goes to whoever answered.
        #expect(told.map(\.userID) == [Self.installer], "\(label): the responsible is told once")
        #expect(leads.first?.int("assignedById") == (call.kind == .missed ? Self.installer : Self.answerer), "\(label): the lead's owner")
    }

    func transcript() {
        guard call.kind != .missed else {
            #expect(row.stage == "missed", "\(label): \(row.stage)")
            return
        }
        #expect(row.stage == "written", "\(label): \(row.stage)")
        let transcripts = snapshot.transcripts.filter { $0.callID == row.externalID }
        guard !call.lines.isEmpty else {
            #expect(transcripts.isEmpty, "\(label): nothing was said")
            return
        }
        #expect(transcripts.count == 1, "\(label): one transcript, not \(transcripts.count)")
        guard let lines = transcripts.first?.lines else { return }
        #expect(lines.map(\.start) == lines.map(\.start).sorted(), "\(label): lines in the order in which they were spoken")
        for side in CallSide.allCases {
            let heard = lines.filter { $0.isClient == (side == .client) }
            let said = spoken(by: side)
            let isSame = heard.flatMap { words($0.text) } == said.map(\.word)
            #expect(isSame, "\(label): \(side.rawValue) said “\(call.text(of: side))”, heard “\(heard.map(\.text).joined(separator: " "))”")
            if isSame { times(heard, said, side) }
        }
    }

    private struct SpokenWord {
        let word: String
        let start: Double
        let stop: Double
    }

    /// Each word with the times of the clip it belongs to.
    private func spoken(by side: CallSide) -> [SpokenWord] {
        call.lines.filter { $0.side == side }.flatMap(\.placements).flatMap { placement in
            words(catalogue.unit(placement.phrase)?.text ?? "").map { SpokenWord(word: $0, start: placement.start, stop: placement.stop) }
        }
    }

    /// Every line begins and ends where its first and last word were spoken.
    private func times(_ heard: [CallTranscript.Line], _ said: [SpokenWord], _ side: CallSide) {
        var position = 0
        for line in heard {
            let count = words(line.text).count
            guard count > 0 else { continue }
            let first = said[position]
            let last = said[position + count - 1]
            position += count
            #expect(abs(Double(line.start) - first.start) <= Self.timeTolerance, "\(label): the \(side.rawValue)'s line at \(first.start) s, heard at \(line.start)")
            #expect(abs(Double(line.stop) - last.stop) <= Self.timeTolerance, "\(label): the \(side.rawValue)'s line until \(last.stop) s, heard until \(line.stop)")
        }
    }

    func card() {
        guard call.kind != .missed else { return }
        let layouts = snapshot.activity(of: row.externalID)?.layouts ?? [:]
        #expect(layouts.count == 1, "\(label): one set of blocks in the call's card")
        let card = layouts.values.map { String(decoding: $0.encoded(), as: UTF8.self) }.joined()
        if call.lines.contains(where: { $0.side == .client }) {
            #expect(card.contains("Итог разговора"), "\(label): a summary in the card")
        }
        if call.truth.objections.contains("price") { #expect(card.contains("дорого"), "\(label): the objection in the card") }
    }

    func fields() {
        guard let lead = leads.first else { return }
        if let name = call.truth.name {
            let written = [lead.text("name"), lead.text("secondName"), lead.text("lastName")].compactMap { $0 }.joined(separator: " ")
            #expect(words(written) == words(name), "\(label): the name \(name) is in the lead, there is “\(written)”")
        }
        if let phone = call.truth.phone { #expect(lead.phones.contains(phone), "\(label): the dictated phone is in the lead") }
        if let company = call.truth.company { #expect(words(lead.text("companyTitle") ?? "") == words(company), "\(label): the company") }
        if let budget = call.truth.budget { #expect(lead.text("opportunity").flatMap(Double.init) == Double(budget), "\(label): the budget") }
        if call.kind == .wrongNumber || call.kind == .silence || call.kind == .missed {
            #expect(lead.text("name") == nil && lead.text("comments") == nil, "\(label): nothing was told, nothing is filled in")
        }
    }

    func handoff() {
        let tasks = snapshot.tasks.filter { $0.description.contains("task:\(row.externalID)") }
        guard call.isOwed else {
            #expect(tasks.isEmpty, "\(label): nobody is to do anything")
            return
        }
        #expect(tasks.count == 1, "\(label): one task, not \(tasks.count), after “\(call.lines.map(\.text).joined(separator: " / "))”")
        guard let task = tasks.first else { return }
        let told = snapshot.notifications.filter { $0.tag?.contains("notify-task:\(row.externalID)") == true }
        #expect(told.map(\.userID) == [task.responsible], "\(label): the responsible is told once")
        let owner = leads.first?.int("assignedById") ?? 6
        #expect(task.responsible == owner, "\(label): the task belongs to the card's owner")
        let link = leads.first.map { "L_\($0.id)" } ?? "C_\(row.entityID ?? 0)"
        #expect(task.crmLinks.contains(link), "\(label): tied to the card")
        #expect(task.deadline.map { $0 > row.createdAt } == true, "\(label): a deadline to come")
    }
}
