import CallDesk
import Dialog
import Foundation
import Sandbox

/// The demo's words on stdout. Times and people are shown as the stand-in CRM shows them.
struct DemoReport: Sendable {
    /// Employees of the portal.
    var users: [PortalUser] = []
    /// Offset of the portal's dates from UTC, in seconds.
    var zoneOffset = 0

    func opening() {
        Console.say("voice-agent demo: portal, speech recogniser and language model are stand-ins (a sandbox on this machine); the server is the real one.")
    }

    func step(_ text: String) { Console.say("\n==> \(text)") }
    func done(_ text: String) { Console.say("    \(text)") }
    func fact(_ name: String, _ text: String) { Console.say("    \(name): \(text)") }
    func warn(_ text: String) { Console.say("    Warning: \(text)") }

    func transcript(_ transcript: CallTranscript) {
        step("The recording was fetched, heard and written back")
        fact("Transcript", "№ \(transcript.id), attached to the call")
        for line in transcript.lines { Console.say("      \(CRMTexts.clock(Double(line.start)))-\(CRMTexts.clock(Double(line.stop))) \(line.isClient ? "client" : "operator"): \(line.text)") }
    }

    func summary(_ analysis: CallAnalysis, _ transcript: [Utterance]) {
        fact("Summary", "in the call's own card, by \(analysis.analyst)")
        for claim in analysis.summary {
            Console.say("      \(claim.text)")
            for index in claim.utterances where transcript.indices.contains(index) {
                Console.say("        rests on \(CRMTexts.clock(transcript[index].start)): “\(transcript[index].text)”")
            }
        }
    }

    func fields(_ lead: CRMItem) {
        done("Fields of lead № \(lead.id):")
        for field in ["name", "secondName", "lastName", "companyTitle", "opportunity", "comments"] {
            if let value = lead.text(field), !value.isEmpty { Console.say("      \(field): \(value.replacingOccurrences(of: "\n", with: "; "))") }
        }
        Console.say("      phone: \(lead.phones.joined(separator: ", "))")
    }

    func task(_ task: PortalTask) {
        let deadline = task.deadline.map(moment) ?? "none"
        fact("Hand-off task", "№ \(task.id) “\(task.title)”, responsible: \(person(task.responsible)), deadline \(deadline), tied to \(task.crmLinks.joined(separator: ", "))")
    }

    func notifications(_ notifications: [PortalNotification]) {
        for notification in notifications { fact("Notification", "to \(person(notification.userID)): \(Self.plain(notification.message))") }
    }

    func addresses(product: String, crm: String, lead: Int, leads: Int?, storage: String) {
        step("Everything landed. Look at it")
        fact("The stand-in CRM", crm + "/")
        fact("The lead's card", "\(crm)/crm/lead/details/\(lead)/")
        fact("The app inside the portal", crm + "/app")
        fact("The product", product + "/")
        fact("Its jobs", "STORAGE_PATH=\(storage) voice-agent jobs")
        if let leads { fact("Leads from other programs", "POST http://localhost:\(leads)/leads") }
    }

    func stayingUp() { Console.say("\nThe demo stays up; Ctrl-C ends it.") }

    private func person(_ id: Int) -> String { users.first { $0.id == id }.map { "\($0.fullName) (user \(id))" } ?? "user \(id)" }

    /// `23.11.2026 09:30`, in the portal's own time.
    private func moment(_ date: Date) -> String {
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = TimeZone(secondsFromGMT: zoneOffset)
        format.dateFormat = "dd.MM.yyyy HH:mm"
        return format.string(from: date)
    }

    /// Without the portal's markup.
    private static func plain(_ text: String) -> String { text.replacing(/\[\/?[A-Z]+(=[^\]]*)?\]/, with: "") }
}
