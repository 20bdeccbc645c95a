import Foundation
import Testing

@testable import CallDesk

@Suite("Working hours")
struct WorkingHoursTests {
    private let moscow = TimeZone(identifier: "Europe/Moscow") ?? .gmt

    private func date(_ text: String) throws -> Date { try #require(PortalDate.parse(text)) }

    @Test(
        "A deadline falls into working time",
        arguments: [
            ("2026-11-18T11:20:00+03:00", 30.0, "2026-11-18T11:50:00+03:00"),  // within the day
            ("2026-11-18T17:50:00+03:00", 30.0, "2026-11-19T09:20:00+03:00"),  // over the evening
            ("2026-11-20T17:50:00+03:00", 30.0, "2026-11-23T09:20:00+03:00"),  // Friday evening to Monday
            ("2026-11-22T12:00:00+03:00", 15.0, "2026-11-23T09:15:00+03:00"),  // Sunday
            ("2026-11-18T03:00:00+03:00", 15.0, "2026-11-18T09:15:00+03:00"),  // before the shift
        ])
    func deadline(start: String, minutes: Double, expected: String) throws {
        let hours = WorkingHours(zone: moscow)
        #expect(hours.deadline(from: try date(start), after: minutes * 60) == (try date(expected)))
    }

    @Test("A holiday is skipped")
    func holiday() throws {
        let hours = WorkingHours(zone: moscow, holidays: ["2026-11-19"])
        #expect(hours.deadline(from: try date("2026-11-18T17:50:00+03:00"), after: 1800) == (try date("2026-11-20T09:20:00+03:00")))
    }

    @Test("A time somebody asked for stays when people work then, and moves to the next shift when not")
    func agreed() throws {
        let hours = WorkingHours(zone: moscow)
        #expect(hours.next(atOrAfter: try date("2026-11-19T15:00:00+03:00")) == (try date("2026-11-19T15:00:00+03:00")))
        #expect(hours.next(atOrAfter: try date("2026-11-21T15:00:00+03:00")) == (try date("2026-11-23T09:00:00+03:00")))
    }

    @Test("No working day at all leaves the plain time rather than none")
    func never() throws {
        let start = try date("2026-11-18T11:20:00+03:00")
        #expect(WorkingHours(zone: moscow, days: [:]).deadline(from: start, after: 60) == start.addingTimeInterval(60))
    }
}
