import Foundation
import Sandbox
import Storage
import Testing

@testable import VoiceAgent

/// Everything the process prints at trace, while calls go well and badly.
@Suite("Logs keep secrets and persons to themselves")
struct DiscreetLogTests {
    @Test("At trace, through faults of every neighbour, the log holds no number, no name, no token and nothing that was said")
    func nothingLeaks() async throws {
        let folder = try Scratch.make()
        defer { try? FileManager.default.removeItem(at: folder) }
        let output = folder.appending(path: "log")
        try await ProcessWorld.run(settings: ["LOG_LEVEL": "trace"], output: output) { world in
            let call = try tellingCall(world.calls)
            await plan(world)
            let callID = try await world.portal.receiveLastingCall(try world.calls.played(call))
            try await world.handedOff(callID)
            await world.portal.expireAccessTokens()
            let spoiled = try await world.portal.receiveLastingCall(
                PortalCall(clientPhone: call.clientPhone, recording: .init(bytes: Array("<html>login</html>".utf8), fileName: "call.wav", seconds: 3)))
            _ = try await Patience(limit: 60).until("note of the unreadable call") {
                await world.portal.snapshot.activity(of: spoiled)?.layouts.isEmpty == false ? true : nil
            }
            #expect(await world.server.stop().code == 0)
            let log = try String(contentsOf: output, encoding: .utf8)
            let hits = try await secrets(of: call, world).filter { LogScan(log).holds($0.value) }.map(\.key)
            #expect(hits == [], "leaked")
            #expect(log.firstMatch(of: /[0-9a-f]{64,}/) == nil, "no token, old or new")
            // What was to be scanned is there.
            #expect(log.split(separator: "\n").count > 10)
            for line in ["listening", "a recording address did not yield the recording", "no language model analysed the call; rules did"] {
                #expect(log.contains(line), "the log tells of “\(line)”")
            }
        }
    }

    @Test("The scan finds what it looks for, however it is written", arguments: ["+79161234567", "8 (916) 123-45-67", "phone=79161234567"])
    func scanFinds(_ written: String) {
        #expect(LogScan("{\"message\":\"call \(written)\"}").holds("+79161234567"))
        #expect(!LogScan("{\"message\":\"call ***67\"}").holds("+79161234567"))
    }

    /// Faults of the portal, of the recogniser and of the language model.
    private func plan(_ world: ProcessWorld) async {
        for (kind, method) in [
            (PlannedFault.Kind.fail500BeforeExecuting, "voximplant.statistic.get"), (.cutAfterExecuting, "crm.item.add"), (.html, "crm.duplicate.findbycomm"),
            (.queryLimit, "disk.file.get"), (.html, "download"), (.fail500AfterExecuting, "tasks.task.add"), (.expiredToken, "crm.activity.get"),
            (.cutBeforeExecuting, "im.notify.system.add"),
        ] {
            await world.portal.plan(PlannedFault(kind, method: method))
        }
        world.speech.plan { plan in
            plan.onRequest(1, of: .transcriptions, .serverError)
            plan.onRequest(3, of: .transcriptions, .badJSON)
            plan.always(.htmlBadGateway, of: .chat)
        }
    }

    /// A caller who gives a name and wants a person.
    private func tellingCall(_ calls: SandboxCalls) throws -> RecordedCall {
        for seed in UInt64(1)...200 {
            let call = try calls.madeUp(.wantsPerson, seed: seed)
            if call.truth.name != nil { return call }
        }
        throw Failure("no caller gives a name")
    }

    private func secrets(of call: RecordedCall, _ world: ProcessWorld) async throws -> [String: String] {
        var found = ["phone": call.clientPhone, "api key": ProcessWorld.apiKey, "client secret": world.clientSecret]
        for (index, part) in words(call.truth.name ?? "").enumerated() { found["name \(index)"] = part }
        for (index, phrase) in call.lines.flatMap(\.placements).compactMap({ world.calls.grammar.catalogue.unit($0.phrase)?.text }).enumerated() where phrase.count > 5 {
            found["phrase \(index)"] = phrase
        }
        let portals = try await world.inStorage { try await $0.portals() }
        for portal in portals {
            found["application token"] = portal.applicationToken
            found["access token"] = portal.accessToken
            found["refresh token"] = portal.refreshToken
        }
        let key = try? Data(contentsOf: world.storage.appending(path: "master.key"))
        found["master key"] = key.map { String(decoding: $0, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines) }
        return found
    }
}

/// Looks for personal data in a log: without regard to case, and for numbers without regard to how their digits are set.
struct LogScan: Sendable {
    private let text: String
    /// Line by line, so that no number is made up of two.
    private let digits: [String]

    init(_ log: String) {
        text = log.lowercased().replacingOccurrences(of: "ё", with: "е")
        digits = log.split(separator: "\n").map { $0.filter(\.isNumber) }
    }

    func holds(_ secret: String) -> Bool {
        let numbers = secret.filter(\.isNumber)
        if secret.hasPrefix("+"), numbers.count >= 10 { return digits.contains { $0.contains(numbers.suffix(10)) } }
        return !secret.isEmpty && text.contains(secret.lowercased().replacingOccurrences(of: "ё", with: "е"))
    }
}
