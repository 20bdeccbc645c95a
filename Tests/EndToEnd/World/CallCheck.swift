import Foundation
import Sandbox
import Storage
import Testing

@testable import VoiceAgent

/// Holds what stands in the stand-in portal against what is true of the made-up call.
struct CallCheck: Sendable {
    let label: String
    let call: RecordedCall
    let row: CallRow
    let snapshot: PortalSnapshot

    /// How far a line's times may be off, in seconds: the transcript has whole seconds and a margin of silence.
    private static let timeTolerance = 1.3

    private var leads: [CRMItem] { snapshot.leads.filter { $0.phones.contains(call.clientPhone) } }

    func client() {
        if call.kind == .knownClient {
            #expect(leads.isEmpty, "\(label): a known client gets no new lead")
            #expect(row.entityType == 3, "\(label): linked to the contact")
        } else {
            #expect(leads.count == 1, "\(label): exactly one lead, not \(leads.count)")
            #expect(row.leadID == leads.first?.id, "\(label)")
        }
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
        for side in CallSide.allCases {
            let heard = words(lines.filter { $0.isClient == (side == .client) }.map(\.text).joined(separator: " "))
            #expect(heard == words(call.text(of: side)), "\(label): what the \(side.rawValue) said")
        }
        times(lines)
    }

    /// The first and last word of every side lie where they were spoken.
    private func times(_ lines: [CallTranscript.Line]) {
        for side in CallSide.allCases {
            let said = call.lines.filter { $0.side == side }
            let heard = lines.filter { $0.isClient == (side == .client) }
            guard let first = said.first, let last = said.last, let start = heard.first, let stop = heard.last else { continue }
            #expect(abs(Double(start.start) - first.start) <= Self.timeTolerance, "\(label): \(side.rawValue) begins at \(first.start), heard at \(start.start)")
            #expect(abs(Double(stop.stop) - last.stop) <= Self.timeTolerance, "\(label): \(side.rawValue) ends at \(last.stop), heard at \(stop.stop)")
        }
    }

    func card() {
        guard call.kind != .missed else { return }
        let layouts = snapshot.activity(of: row.externalID)?.layouts ?? [:]
        #expect(layouts.count == 1, "\(label): one set of blocks in the call's card")
    }

    func fields() {
        guard let lead = leads.first else { return }
        if let name = call.truth.name {
            let written = [lead.text("name"), lead.text("secondName"), lead.text("lastName")].compactMap { $0 }.joined(separator: " ")
            #expect(Set(words(name)).isSubset(of: words(written)), "\(label): the name \(name) is in the lead, there is “\(written)”")
        }
        if let phone = call.truth.phone { #expect(lead.phones.contains(phone), "\(label): the dictated phone is in the lead") }
        if let company = call.truth.company { #expect(words(lead.text("companyTitle") ?? "") == words(company), "\(label): the company") }
    }

    func handoff() {
        let isWanted = call.kind == .missed || call.truth.wantsPerson || call.truth.callBack != nil
        let tasks = snapshot.tasks.filter { $0.description.contains("task:\(row.externalID)") }
        guard isWanted else { return }
        #expect(tasks.count == 1, "\(label): one task, not \(tasks.count)")
        guard let task = tasks.first else { return }
        #expect(snapshot.notifications.contains { $0.userID == task.responsible && $0.tag?.contains("notify-task:\(row.externalID)") == true }, "\(label): told")
        if let lead = leads.first { #expect(task.crmLinks.contains("L_\(lead.id)"), "\(label): tied to the lead") }
        #expect(task.deadline != nil, "\(label): a deadline")
    }
}
