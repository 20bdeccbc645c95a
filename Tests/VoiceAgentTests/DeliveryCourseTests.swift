import CallDesk
import Foundation
import Storage
import Testing

@testable import VoiceAgent

@Suite("The course of a recording into the CRM")
struct DeliveryCourseTests {
    private static let start = Date(timeIntervalSince1970: 1_000_000)
    private static let receipt = FileIntake.Receipt(call: 5, leadID: 7, dealID: nil, stage: "analysed")

    private static func at(_ seconds: TimeInterval) -> Date { start.addingTimeInterval(seconds) }

    private static func waits(until seconds: TimeInterval, _ state: JobState = .ready) -> FileIntake.Progress {
        .init(receipt: receipt, isFinal: false, work: .init(job: 9, state: state, reason: "why", runAt: at(seconds)))
    }

    private func course(sawServer: Bool = false) -> DeliveryCourse { DeliveryCourse(start: Self.start, sawServer: sawServer) }

    @Test("What is waited for is said after a moment, with the job's number and what it waits for")
    func waiting() {
        let silent = FileIntake.Work(job: 9, state: .leased, reason: nil, runAt: Self.start)
        #expect(RecordingDelivery.wait(for: silent, isServed: true, since: 1) == nil)
        #expect(RecordingDelivery.wait(for: silent, isServed: true, since: 6)?.text == "waiting for the server, which goes on with job 9")
        #expect(RecordingDelivery.wait(for: Self.waits(until: 5).work, isServed: true, since: 0) == .init(text: "waiting for job 9: why", isReason: true))
        #expect(RecordingDelivery.wait(for: nil, isServed: false, since: 6)?.text.contains("STORAGE_PATH") == true)
    }

    @Test("A running server is asked until the call is final")
    func asked() {
        var course = course()
        #expect(course.handle(.served, at: Self.at(0)) == .ask)
        #expect(course.handle(.answered(Self.waits(until: 0)), at: Self.at(0)) == .lookAgain)
        #expect(course.handle(.served, at: Self.at(1)) == .ask)
        let done = FileIntake.Progress(receipt: Self.receipt, isFinal: true, work: nil)
        #expect(course.handle(.answered(done), at: Self.at(1)) == .end(.written(Self.receipt)))
    }

    @Test("Without a server the storage is taken at once, and again when the job is due")
    func owned() {
        var course = course()
        #expect(course.handle(.unserved, at: Self.at(0)) == .own)
        #expect(course.handle(.answered(Self.waits(until: 75)), at: Self.at(1)) == .lookAgain)
        #expect(course.handle(.unserved, at: Self.at(74)) == .lookAgain)
        #expect(course.handle(.unserved, at: Self.at(75)) == .own)
        // Somebody has it just now: the time that was only waited does not count against it.
        #expect(course.handle(.locked, at: Self.at(76)) == .lookAgain)
    }

    @Test("A server that was there gets ten seconds to come back before its storage is taken")
    func restarting() {
        var course = course(sawServer: true)
        #expect(course.handle(.unserved, at: Self.at(9.9)) == .lookAgain)
        #expect(course.handle(.served, at: Self.at(10)) == .ask)
        #expect(course.handle(.silent, at: Self.at(10)) == .lookAgain)
        #expect(course.handle(.unserved, at: Self.at(19.9)) == .lookAgain)
        #expect(course.handle(.unserved, at: Self.at(20)) == .own)
    }

    @Test("A storage whose holder does not answer is given up after thirty seconds", arguments: [DeliveryCourse.Event.locked, .silent])
    func unreached(_ obstacle: DeliveryCourse.Event) {
        var course = course()
        #expect(course.handle(obstacle, at: Self.at(29.9)) == .lookAgain)
        #expect(course.handle(obstacle, at: Self.at(30)) == .end(.unreached))
    }

    @Test("Once taken in, a call goes on without the command, and the command says so")
    func goesOn() {
        var course = course()
        _ = course.handle(.served, at: Self.at(0))
        _ = course.handle(.answered(Self.waits(until: 0)), at: Self.at(0))
        #expect(course.handle(.silent, at: Self.at(31)) == .end(.goesOn(Self.waits(until: 0), byServer: true)))
    }

    @Test("Nobody waits for a job that is planned for after the deadline")
    func late() {
        var course = course()
        _ = course.handle(.unserved, at: Self.at(0))
        #expect(course.handle(.answered(Self.waits(until: 600)), at: Self.at(1)) == .end(.goesOn(Self.waits(until: 600), byServer: false)))
    }

    @Test("After ten minutes the command stops waiting")
    func deadline() {
        var course = course()
        _ = course.handle(.served, at: Self.at(0))
        _ = course.handle(.answered(Self.waits(until: 0)), at: Self.at(599))
        #expect(course.handle(.served, at: Self.at(600)) == .end(.goesOn(Self.waits(until: 0), byServer: true)))
    }

    @Test("A call nobody works on any more is given up", arguments: [JobState.dead, .ended])
    func givenUp(_ state: JobState) {
        var course = course()
        let progress = Self.waits(until: 0, state)
        #expect(course.handle(.answered(progress), at: Self.at(1)) == .end(.givenUp(progress)))
    }

    @Test("Where no portal is installed nothing is written")
    func noPortal() {
        var course = course()
        #expect(course.handle(.answered(nil), at: Self.at(1)) == .end(.noPortal))
    }
}
