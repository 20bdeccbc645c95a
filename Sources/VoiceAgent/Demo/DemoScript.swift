import CallDesk
import Dialog
import Foundation
import Sandbox
import ServiceLifecycle
import Storage

/// What the demo does once everything runs: installs the app into the stand-in portal, plays one recorded call, prints what landed in the CRM.
struct DemoScript: Service {
    let world: SandboxWorld
    let store: Store
    /// The product's own address, without a slash at the end.
    let productURL: String
    /// The extra listener for leads.
    let leadsPort: Int?
    /// The server's STORAGE_PATH.
    let storage: String
    let endsAfterCall: Bool
    /// Open once the server accepts connections.
    let ready: Ready
    let outcome: DemoOutcome
    let report: DemoReport

    /// Seeds looked through for a call in which somebody says who they are, what they need, and waits for a person.
    private static let seeds: ClosedRange<UInt64> = 1...500

    func run() async throws {
        await ready.wait()
        do {
            try await cancelWhenGracefulShutdown { try await play() }
        } catch is CancellationError {
            return
        } catch {
            // The services stop in order; what went wrong is said after them.
            outcome.fail(error)
            return
        }
        guard !endsAfterCall else { return }
        report.stayingUp()
        try? await gracefulShutdown()
    }

    private func play() async throws {
        let addresses = await world.portal.addresses
        report.step("Installing the app into the stand-in portal")
        let install = await world.portal.installApp(installURL: "\(productURL)/bitrix24/install", handlerURL: "\(productURL)/bitrix24/app")
        guard install.isInstalled else {
            throw Failure("the app could not be installed into the stand-in portal: the installation page answered \(install.status.map(String.init) ?? "nothing")")
        }
        report.done("installed; the portal delivers events from now on")
        let folder = FileManager.default.temporaryDirectory.appending(path: "voice-agent-demo-\(UUID().uuidString)", directoryHint: .isDirectory)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = try tellingCall(folder)
        guard let path = file.path else { throw Failure("the stand-in callers made no recording") }
        let callID = try await ring(file.call, recording: [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))))
        let lead = try await follow(callID)
        // Addresses that are gone in a moment are no help.
        guard !endsAfterCall else { return report.step("Everything landed") }
        report.addresses(product: productURL, crm: addresses.portal, lead: lead, leads: leadsPort, storage: storage)
    }

    /// A call that has something for every part of the card.
    private func tellingCall(_ folder: URL) throws -> SandboxCallFile {
        let grammar = world.calls.grammar
        for seed in Self.seeds {
            for kind in [CallKind.wantsPerson, .newClient] {
                let truth = grammar.call(kind, seed: seed).truth
                guard truth.name != nil, truth.need != nil, truth.wantsPerson || truth.callBack != nil else { continue }
                return try world.calls.make(kind: kind, seed: seed, directory: folder)
            }
        }
        throw Failure("the stand-in callers have no call that tells enough")
    }

    /// The phone rings; the lead is there before anybody answers.
    private func ring(_ call: RecordedCall, recording: [UInt8]) async throws -> String {
        report.step("A new client calls: \(call.clientPhone), \(Int(call.seconds)) s, stereo, speech by espeak-ng")
        let portal = world.portal
        let played = PortalCall(
            clientPhone: call.clientPhone, answeredBy: 5, duration: Int(call.seconds.rounded()),
            recording: .init(bytes: recording, fileName: "call.wav", seconds: Int(call.seconds.rounded()), readsBeforeReady: 1))
        let callID = try await portal.startCall(played)
        let lead = try await until("lead") { await portal.snapshot.leads.first { $0.phones.contains(call.clientPhone) } }
        report.fact("Lead", "№ \(lead.id) “\(lead.text("title") ?? "")”, made while the phone was ringing")
        await portal.answerCall(callID)
        try await portal.endCall(callID)
        report.done("the operator answered, they talked, the portal recorded it")
        return callID
    }

    /// Prints each part as it lands; a part that never lands fails the demo.
    /// - Returns: the lead's number.
    private func follow(_ callID: String) async throws -> Int {
        let portal = world.portal
        let activity = try await until("call activity") { await portal.snapshot.activity(of: callID) }
        report.fact("Call activity", "№ \(activity.id) in the card of \(activity.owner.type.code.lowercased()) № \(activity.owner.id)")
        let transcript = try await until("transcript") { await portal.snapshot.transcript(of: callID) }
        report.transcript(transcript)
        _ = try await until("summary in the call's card") { await portal.snapshot.activity(of: callID).flatMap { $0.layouts.isEmpty ? nil : $0 } }
        let done = try await until("processed call") { try await finished(callID) }
        let entry = try await CallArchive(store: store).entry(done.id, portalID: done.portalID)
        guard let entry, let analysis = entry.analysis, !analysis.summary.isEmpty else { throw Failure("the call has no summary") }
        report.summary(analysis, entry.transcript)
        let snapshot = await portal.snapshot
        guard let lead = snapshot.leads.first(where: { $0.id == done.leadID }), let name = lead.text("name"), !name.isEmpty else {
            throw Failure("the lead's fields were not filled")
        }
        report.fields(lead)
        guard let task = snapshot.tasks.first(where: { $0.crmLinks.contains("L_\(lead.id)") }) else { throw Failure("there is no hand-off task for the lead") }
        report.task(task)
        let told = snapshot.notifications.filter { $0.userID == task.responsible }
        guard !told.isEmpty else { throw Failure("nobody was notified") }
        report.notifications(told)
        let violations = await portal.strictViolations
        guard violations.isEmpty else { throw Failure("the stand-in portal saw requests that the documentation does not know: \(violations.joined(separator: "; "))") }
        return lead.id
    }

    private func finished(_ callID: String) async throws -> CallRow? {
        for portal in try await store.portals() {
            if let call = try await store.call(portalID: portal.id, externalID: callID), call.callStage.isFinal { return call }
        }
        return nil
    }

    private func until<Value: Sendable>(_ what: String, _ look: @Sendable () async throws -> Value?) async throws -> Value {
        try await Patience().until(what, look)
    }
}
