import CallDesk
import Dialog
import Foundation
import Sandbox

/// The demo's words on stdout.
struct DemoReport: Sendable {
    func opening() {
        Console.say("voice-agent demo: portal, speech recogniser and language model are stand-ins (a sandbox on this machine); the server is the real one.")
    }

    func step(_ text: String) { Console.say("\n==> \(text)") }
    func done(_ text: String) { Console.say("    \(text)") }
    func fact(_ name: String, _ text: String) { Console.say("    \(name): \(text)") }

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
        fact("Fields of lead № \(lead.id)", "")
        for field in ["name", "secondName", "lastName", "companyTitle", "opportunity", "comments"] {
            if let value = lead.text(field), !value.isEmpty { Console.say("      \(field): \(value.replacingOccurrences(of: "\n", with: "; "))") }
        }
        Console.say("      phone: \(lead.phones.joined(separator: ", "))")
    }

    func task(_ task: PortalTask) {
        let deadline = task.deadline.map { ISO8601DateFormatter().string(from: $0) } ?? "none"
        fact("Hand-off task", "№ \(task.id) “\(task.title)”, responsible: user \(task.responsible), deadline \(deadline), tied to \(task.crmLinks.joined(separator: ", "))")
    }

    func notifications(_ notifications: [PortalNotification]) {
        for notification in notifications { fact("Notification", "to user \(notification.userID): \(notification.message)") }
    }

    func addresses(product: String, crm: String) {
        step("Everything landed. Look at it")
        fact("The stand-in CRM", crm + "/")
        fact("The product", product + "/")
    }

    func stayingUp() { Console.say("\nThe demo stays up; Ctrl-C ends it.") }
}
