import CallDesk
import Dialog
import Foundation
import Logging
import Sandbox
import Storage
import Testing

@testable import VoiceAgent

/// `voice-agent process` while the server, the command itself or the storage's owner goes away.
@Suite("A processed file gets into the CRM once, whatever ends meanwhile", .serialized)
struct ProcessedFileTests {
    /// Every write of a processed file, in its order.
    private static let writes = ["crm.item.add", "im.notify.system.add", "crm.timeline.comment.add", "crm.item.update", "tasks.task.add"]

    static let points: [RequestPoint] =
        [RequestPoint(method: "crm.duplicate.findbycomm", moment: .beforeExecuting)]
        + writes.flatMap { method in
            let moments: [RequestMoment] = LongTests.areWanted || method == "crm.item.add" ? [.beforeExecuting, .afterExecuting] : [.afterExecuting]
            return moments.map { RequestPoint(method: method, moment: $0) }
        }

    @Test("A server killed while it writes goes on after its start, and the command that waits gets its receipt", arguments: points)
    func killedServer(_ point: RequestPoint) async throws {
        try await ProcessWorld.run { world in
            let file = try FileOfCall(world)
            let killed = await world.atFirst(point) { world.server.kill() }
            let command = try file.process(world)
            try await world.reached(killed)
            try await world.server.start(url: world.url)
            try await file.expectReceipt(of: try await command.end(), world)
            try await file.expectOnce(world)
        }
    }

    @Test("A command killed while it writes by itself is finished by the server that starts next", arguments: ["crm.item.add", "tasks.task.add"])
    func killedCommand(_ method: String) async throws {
        try await ProcessWorld.run { world in
            let file = try FileOfCall(world)
            _ = await world.server.stop()
            let command = try file.process(world)
            let killed = await world.atFirst(RequestPoint(method: method, moment: .afterExecuting)) { command.kill() }
            try await world.reached(killed)
            try await world.server.start(url: world.url)
            try await file.expectOnce(world)
        }
    }

    @Test("Without a server the command writes by itself; run again it finds the same lead and writes nothing")
    func withoutServer() async throws {
        try await ProcessWorld.run { world in
            let file = try FileOfCall(world)
            _ = await world.server.stop()
            for _ in 1...2 {
                try await file.expectReceipt(of: try await file.process(world).end(), world)
                try await file.expectOnce(world)
                let jobs = try await CommandRun(["jobs", "list", "--state", "ready"], environment: world.server.environment).end()
                #expect(!jobs.output.contains("call.record"), "a final call has nothing left to do: \(jobs.output)")
            }
        }
    }

    enum Obstacle: String, CaseIterable, Sendable {
        case lockedStorage, silentSocket
    }

    @Test("What was heard waits for a server that is just starting", arguments: Obstacle.allCases)
    func restartingServer(_ obstacle: Obstacle) async throws {
        try await ProcessWorld.run { world in
            let file = try FileOfCall(world)
            _ = await world.server.stop()
            let settings = try Settings(try await SettingsSource(overrides: world.server.environment, environment: [:], dotEnv: nil))
            let (parcel, logger) = try await file.parcel(settings)
            // Held as by a server that has taken its lock and does not listen yet, or listens and ends.
            let holder = obstacle == .lockedStorage ? try Store.open(StoreConfiguration(directory: world.storage.path)) : nil
            let listener = obstacle == .silentSocket ? try SilentListener(ControlSocket.path(storage: world.storage.path)) : nil
            let isFree = Ready()
            let delivery = RecordingDelivery(
                settings: settings, logger: logger,
                pause: {
                    guard !isFree.isOpen else { return try await RecordingDelivery.usualPause() }
                    isFree.open()
                    try holder?.close()
                    listener?.end()
                    try await world.server.start(url: world.url)
                })
            let receipt = try #require(try await delivery.deliver(parcel))
            #expect(isFree.isOpen)
            #expect(receipt.stage == "written")
            #expect(await world.portal.snapshot.leads.map(\.id) == [receipt.leadID])
            try await file.expectOnce(world)
        }
    }

    @Test("When the server does not come back the command takes its place")
    func absentServer() async throws {
        try await ProcessWorld.run { world in
            let file = try FileOfCall(world)
            let settings = try Settings(try await SettingsSource(overrides: world.server.environment, environment: [:], dotEnv: nil))
            let (parcel, logger) = try await file.parcel(settings)
            let killed = await world.atFirst(RequestPoint(method: "crm.item.add", moment: .afterExecuting)) { world.server.kill() }
            let clock = MovableClock()
            let delivery = RecordingDelivery(
                settings: settings, logger: logger, now: clock.now,
                pause: {
                    if killed.isOpen { clock.advance(by: 1) }
                    try await RecordingDelivery.usualPause()
                })
            #expect(delivery.sawServer)
            let receipt = try #require(try await delivery.deliver(parcel))
            #expect(killed.isOpen)
            #expect(receipt.stage == "written")
            #expect(await world.portal.snapshot.leads.map(\.id) == [receipt.leadID])
            try await file.expectOnce(world)
        }
    }

    @Test("What the portal refuses is given up in words that say what to do, with the transcript printed; the same command again goes on")
    func refused() async throws {
        try await ProcessWorld.run { world in
            let file = try FileOfCall(world)
            await world.portal.plan(PlannedFault(.refusal("ACCESS_DENIED"), method: "crm.item.add", count: 100))
            let end = try await file.process(world).end()
            #expect(end.code == 70)
            #expect(end.errors.contains("was given up") && end.errors.contains("voice-agent jobs retry"), "\(end.errors)")
            #expect(end.errors.split(separator: "\n").count == 1, "\(end.errors)")
            #expect(try file.printed(end).written == nil)
            #expect(try !file.printed(end).transcript.isEmpty)
            await world.portal.clearFaults()
            try await file.expectReceipt(of: try await file.process(world).end(), world)
            try await file.expectOnce(world)
        }
    }

    @Test("The summary is printed with the words it rests on and their times")
    func printedSummary() async throws {
        try await ProcessWorld.run { world in
            let file = try FileOfCall(world)
            let settings = try Settings(try await SettingsSource(overrides: world.server.environment, environment: [:], dotEnv: nil))
            let (parcel, _) = try await file.parcel(settings)
            let lines = ProcessReport(reading: parcel.reading, fate: .onlyPrinted, phone: parcel.phone).lines
            let claim = try #require(parcel.reading.analysis.summary.first { !$0.utterances.isEmpty })
            let said = parcel.reading.transcript.utterances[try #require(claim.utterances.first)]
            #expect(lines.contains("    rests on \(CRMTexts.clock(said.start)): “\(said.text)”"))
        }
    }

    @Test("A server waits for the storage that a command still holds, and refuses one that a server has")
    func startingServer() async throws {
        let output = FileManager.default.temporaryDirectory.appending(path: "voice-agent-output-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: output) }
        try await ProcessWorld.run(output: output) { world in
            let second = try await CommandRun(["serve"], environment: world.server.environment).end()
            #expect(second.code == 70)
            #expect(second.errors.contains("stop it, or set STORAGE_PATH"))
            _ = await world.server.stop()
            let holder = try Store.open(StoreConfiguration(directory: world.storage.path))
            async let started: Void = world.server.start(url: world.url)
            _ = try await Patience(limit: 60).until("word that the storage is held") {
                try String(contentsOf: output, encoding: .utf8).contains("another voice-agent holds the storage") ? true : nil
            }
            try holder.close()
            try await started
        }
    }

    @Test("What is no recording is refused in one line that says what to do")
    func wrongFiles() async throws {
        try await ProcessWorld.run { world in
            let folder = world.storage.appending(path: "files")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let (empty, text) = (folder.appending(path: "empty.wav"), folder.appending(path: "text.wav"))
            try Data().write(to: empty)
            try Data(String(repeating: "no audio at all. ", count: 500).utf8).write(to: text)
            let cases: [(path: String, code: Int32, cure: String)] = [
                (folder.appending(path: "absent.wav").path, 64, "is not there: check the path"), (folder.path, 64, "is a directory: name one audio file"),
                (empty.path, 64, "is empty: fetch or export the recording again"), (text.path, 70, "convert it to wav, mp3, ogg or flac"),
            ]
            for (path, code, cure) in cases {
                let end = try await CommandRun(["process", path, "--phone", "+79991234567"], environment: world.server.environment).end()
                #expect(end.code == code, "\(path)")
                #expect(end.output.isEmpty, "\(path)")
                #expect(end.errors.hasPrefix("voice-agent: \(path)") && end.errors.contains(cure), "\(end.errors)")
                #expect(end.errors.split(separator: "\n").count == 1, "\(end.errors)")
            }
        }
    }
}

/// The recording of a new client who wants a person, and what must become of it.
private struct FileOfCall: Sendable {
    private let call: RecordedCall
    private let file: URL

    /// Whose call it is.
    private static let seed: UInt64 = 7

    struct Printed: Decodable {
        struct Written: Decodable {
            let leadId: Int?
            let stage: String
        }
        struct Line: Decodable {
            let text: String
        }
        let written: Written?
        let transcript: [Line]
    }

    /// Written beside the storage, which goes with the world.
    init(_ world: ProcessWorld) throws {
        call = try world.calls.madeUp(.wantsPerson, seed: Self.seed)
        guard let rendered = try world.calls.renderer.render(call) else { throw Failure("the call has no recording") }
        file = world.storage.appending(path: "own-recording.wav")
        try Data(rendered.wave.encoded()).write(to: file)
    }

    func process(_ world: ProcessWorld) throws -> CommandRun {
        try CommandRun(["process", file.path, "--phone", call.clientPhone, "--json"], environment: world.server.environment)
    }

    /// What the command has heard when it goes to the owner of the storage.
    func parcel(_ settings: Settings) async throws -> (RecordingDelivery.Parcel, Logger) {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let reading = try Reading(settings, logger: logger)
        let heard: FileProcessor.Reading
        do {
            heard = try await FileProcessor(recogniser: reading.recogniser, analyst: reading.analyst, now: { Date() }).read(file.path) { _ in }
        } catch {
            await reading.close()
            throw error
        }
        await reading.close()
        return (.init(externalID: try FileProcessor.externalID(of: file.path, phone: call.clientPhone), phone: call.clientPhone, reading: heard), logger)
    }

    func printed(_ end: CommandRun.End) throws -> Printed { try JSONDecoder().decode(Printed.self, from: Data(end.output.utf8)) }

    func expectReceipt(of end: CommandRun.End, _ world: ProcessWorld) async throws {
        #expect(end.code == 0, "\(end.errors)")
        let printed = try printed(end)
        #expect(printed.written?.stage == "written")
        #expect(await world.portal.snapshot.leads.map(\.id) == [printed.written?.leadId])
    }

    /// One lead, one comment, one task and one word about each, when the person has been told of the task.
    func expectOnce(_ world: ProcessWorld) async throws {
        _ = try await Patience(limit: 120).until("task and its notification") {
            await world.portal.snapshot.notifications.contains { $0.tag?.contains("notify-task:file:") == true } ? true : nil
        }
        let snapshot = await world.portal.snapshot
        #expect(snapshot.leads.filter { $0.phones.contains(call.clientPhone) }.count == 1)
        #expect(snapshot.comments.filter { $0.text.contains("note:file:") }.count == 1)
        #expect(snapshot.tasks.count == 1)
        #expect(snapshot.notifications.filter { $0.tag?.contains("notify-lead:") == true }.count == 1)
        #expect(snapshot.notifications.filter { $0.tag?.contains("notify-task:") == true }.count == 1)
        #expect(await world.portal.strictViolations == [])
    }
}
