import CallDesk
import Foundation
import Sandbox
import Storage
import Testing

@testable import VoiceAgent

@Suite("Recordings that are late, missing, broken or empty", .serialized)
struct RecordingEdgeTests {
    /// Two early looks, then one an hour.
    private static let poll = ["RECORDING_POLL": "50ms,50ms,1h"]
    private static let hour: TimeInterval = 3600

    @Test("A recording that comes after the poll's schedule is found by the hourly look")
    func late() async throws {
        let clock = MovableClock()
        try await Edge.run([Edge.portal { $0.recordingUpdatesActivity = false }], settings: Self.poll, clock: clock) { world in
            let callID = try await world.ring(try world.calls.played(try world.call(.newClient), readsBeforeReady: nil))
            try await world.asleep(callID, past: clock.now().addingTimeInterval(Self.hour / 2))
            await world.portal.publishRecording(callID)
            clock.advance(by: Self.hour + 1)
            world.ring()
            let row = try await world.finished(callID)
            #expect(row.stage == "written")
            #expect(await world.portal.snapshot.transcript(of: callID) != nil)
        }
    }

    @Test("A recording that changes the call's activity is fetched at once, not at the next hourly look")
    func wakened() async throws {
        let clock = MovableClock()
        try await Edge.run([Edge.portal()], settings: Self.poll, clock: clock) { world in
            let callID = try await world.ring(try world.calls.played(try world.call(.newClient), readsBeforeReady: nil))
            try await world.asleep(callID, past: clock.now().addingTimeInterval(Self.hour / 2))
            await world.portal.publishRecording(callID)
            #expect(try await world.finished(callID).stage == "written")
        }
    }

    @Test("A recording that never comes: after a day the card says so")
    func never() async throws {
        let clock = MovableClock()
        try await Edge.run([Edge.portal()], settings: Self.poll, clock: clock) { world in
            let callID = try await world.ring(PortalCall(clientPhone: "+79161112233", duration: 40))
            try await world.asleep(callID, past: clock.now().addingTimeInterval(Self.hour / 2))
            #expect(await world.portal.snapshot.card(of: callID).isEmpty)
            clock.advance(by: 25 * Self.hour)
            world.ring()
            let row = try await world.finished(callID)
            #expect(row.stage == "noRecording" && row.outcome == "noRecording")
            #expect(await world.portal.snapshot.card(of: callID).contains("не отдал запись"))
        }
    }

    /// What stands where a recording should be.
    enum Broken: String, CaseIterable, Sendable {
        case loginPage, cutHeader, noise

        var bytes: [UInt8] {
            switch self {
            case .loginPage: Array("<!DOCTYPE html><html><body><form action=\"/auth/\"></form></body></html>".utf8)
            case .cutHeader: Array("RIFF\u{10}\u{0}\u{0}\u{0}WAVEfmt ".utf8)
            case .noise: (0..<4000).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ 11) }
            }
        }
    }

    @Test("What is no recording is said to be unreadable in the card, and the lead stays", arguments: Broken.allCases)
    func unreadable(_ broken: Broken) async throws {
        try await Edge.run([Edge.portal()], settings: ["RECORDING_POLL": "50ms"]) { world in
            let call = PortalCall(clientPhone: "+79161112233", duration: 40, recording: .init(bytes: broken.bytes, fileName: "call.mp3", readsBeforeReady: 1))
            let row = try await world.settled(call)
            #expect(row.stage == "unreadable" && row.outcome == "unreadable")
            let snapshot = await world.portal.snapshot
            #expect(snapshot.card(of: row.externalID).contains("не читается"))
            #expect(snapshot.leads.count == 1 && snapshot.transcripts.isEmpty)
        }
    }

    @Test("A disk that is full: the call waits with the cure, however often, and goes on when there is room")
    func disk() async throws {
        try await Edge.run([Edge.portal()], settings: ["RECORDING_POLL": "50ms"]) { world in
            let blocks = try await Self.folder(of: world)
            // Nothing can be written where a folder has the file's name.
            let taken = (1...9).map { blocks.appending(path: "\($0).audio.part", directoryHint: .isDirectory) }
            for folder in taken { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }
            let callID = try await world.ring(try world.calls.played(try world.call(.newClient)))
            let waiting = try await world.row(callID, "several looks") { $0.recordingPolls > 6 || $0.callStage.isFinal }
            #expect(waiting.stage == "awaitingRecording")
            let job = try #require(try await world.store.job(portalID: waiting.portalID, kind: JobKind.callRecord.rawValue, key: callID))
            #expect(job.lastError?.contains("free space") == true)
            for folder in taken { try FileManager.default.removeItem(at: folder) }
            #expect(try await world.finished(callID).stage == "written")
        }
    }

    @Test("A disk that stays full for a day: the card says that the recording was not fetched")
    func diskForADay() async throws {
        let clock = MovableClock()
        try await Edge.run([Edge.portal()], settings: Self.poll, clock: clock) { world in
            let blocks = try await Self.folder(of: world)
            for id in 1...9 {
                try FileManager.default.createDirectory(at: blocks.appending(path: "\(id).audio.part", directoryHint: .isDirectory), withIntermediateDirectories: true)
            }
            let callID = try await world.ring(try world.calls.played(try world.call(.newClient)))
            try await world.asleep(callID, past: clock.now().addingTimeInterval(Self.hour / 2))
            clock.advance(by: 25 * Self.hour)
            world.ring()
            #expect(try await world.finished(callID).stage == "noRecording")
            #expect(await world.portal.snapshot.card(of: callID).contains("не удалось скачать"))
        }
    }

    @Test("A broken-off download leaves nothing behind once the call is final")
    func fragments() async throws {
        let clock = MovableClock()
        try await Edge.run([Edge.portal()], settings: Self.poll, clock: clock) { world in
            let callID = try await world.ring(PortalCall(clientPhone: "+79161112233", duration: 40))
            try await world.asleep(callID, past: clock.now().addingTimeInterval(Self.hour / 2))
            let row = try await world.row(callID, "call") { _ in true }
            let parts = try await Self.fragments(["\(row.id).audio.part", "\(row.id).audio.part.note"], in: world)
            clock.advance(by: 25 * Self.hour)
            world.ring()
            _ = try await world.finished(callID)
            try await Self.gone(parts)
        }
    }

    @Test("Fragments older than RETENTION_DAYS go, whatever became of their calls")
    func oldFragments() async throws {
        try await Edge.run([Edge.portal()], settings: ["RETENTION_DAYS": "30"]) { world in
            let old = try await Self.fragments(["900.audio.part", "900.audio.part.note"], in: world, written: Date().addingTimeInterval(-31 * 24 * Self.hour))
            let new = try await Self.fragments(["901.audio.part"], in: world)
            try await world.application.desk.prepare()
            world.ring()
            try await Self.gone(old)
            #expect(new.allSatisfy { FileManager.default.fileExists(atPath: $0.path) })
        }
    }

    @Test("The portal is asked for a recording from a page of its own")
    func referer() async throws {
        try await Edge.run([Edge.portal()]) { world in
            let row = try await world.settled(try world.calls.played(try world.call(.newClient)))
            #expect(row.stage == "written")
            let origin = await world.portal.addresses.portal
            let asked = await world.portal.requests.records.filter { $0.method == "download" }
            #expect(!asked.isEmpty && asked.allSatisfy { $0.parameters["referer"].text == "\(origin)/" })
        }
    }

    private static func folder(of world: World) async throws -> URL {
        let portal = try #require(try await world.store.portals().first)
        return world.application.desk.tools.configuration.recordings.appending(path: "\(portal.id)", directoryHint: .isDirectory)
    }

    private static func fragments(_ names: [String], in world: World, written: Date = Date()) async throws -> [URL] {
        let folder = try await folder(of: world)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return try names.map { name in
            let file = folder.appending(path: name)
            try Data("RIFF".utf8).write(to: file)
            try FileManager.default.setAttributes([.modificationDate: written], ofItemAtPath: file.path)
            return file
        }
    }

    private static func gone(_ files: [URL]) async throws {
        _ = try await Patience(limit: 60).until("end of the fragments") { files.contains { FileManager.default.fileExists(atPath: $0.path) } ? nil : true }
    }

    @Test("A silent recording: the card says that nobody spoke, and there is no transcript")
    func silent() async throws {
        try await Edge.run([Edge.portal()]) { world in
            let row = try await world.settled(try world.calls.played(try world.call(.silence)))
            #expect(row.stage == "written" && row.outcome == "silent")
            let snapshot = await world.portal.snapshot
            #expect(snapshot.card(of: row.externalID).contains("нет речи"))
            #expect(snapshot.transcripts.isEmpty && snapshot.tasks.isEmpty)
        }
    }
}
