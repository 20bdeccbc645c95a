import CallDesk
import Foundation
import Sandbox
import Storage
import Testing

@testable import VoiceAgent

enum OperatorEdge {
    /// The line of the stand-in portal belongs to a group of these people.
    static func sales(_ users: [Int]) -> @Sendable (inout Settings) -> Void {
        { settings in
            settings.sections.lines = [Line(number: "+74950000000", portal: nil, scenario: "sales", group: "sales")]
            settings.sections.groups = [OperatorGroup(name: "sales", userIDs: users, department: nil)]
        }
    }
}

@Suite("Who gets the task, and until when", .serialized)
struct OperatorEdgeTests {
    @Test("Missed calls go to the least busy operator of the line's group who is at work")
    func leastBusy() async throws {
        let portal = Edge.portal { portal in
            portal.users = [
                PortalUser(id: 1, name: "Администратор", isAdministrator: true), PortalUser(id: 5, name: "Первый", workday: "CLOSED"),
                PortalUser(id: 6, name: "Второй"), PortalUser(id: 7, name: "Третий"),
            ]
        }
        try await Edge.run([portal], adjust: OperatorEdge.sales([5, 6, 7])) { world in
            for phone in ["+79161110001", "+79161110002", "+79161110003"] { _ = try await world.settled(PortalCall(clientPhone: phone, answeredBy: nil)) }
            let snapshot = await world.portal.snapshot
            #expect(snapshot.tasks.map(\.responsible) == [6, 7, 6])
            #expect(snapshot.leads.map { $0.int("assignedById") } == [6, 7, 6])
        }
    }

    @Test("Who of a group is at work is asked in one request, however many they are")
    func onePresenceRequest() async throws {
        let people = (5..<45).map { PortalUser(id: $0, name: "Оператор \($0)", workday: $0 == 31 ? "OPENED" : "CLOSED") }
        let portal = Edge.portal { $0.users = [PortalUser(id: 1, name: "Администратор", isAdministrator: true)] + people }
        try await Edge.run([portal], adjust: OperatorEdge.sales(people.map(\.id) + [5])) { world in
            _ = try await world.settled(PortalCall(clientPhone: "+79161110001", answeredBy: nil))
            #expect(await world.portal.snapshot.tasks.map(\.responsible) == [31])
            let counts = await world.portal.requests.counts
            #expect(counts["batch"] == 1)
            #expect(counts["timeman.status"] == nil)
        }
    }

    @Test("Where working time is not told, whoever is online is at work, asked in one request more")
    func onlineInstead() async throws {
        let portal = Edge.portal { portal in
            portal.users = [
                PortalUser(id: 1, name: "Администратор", isAdministrator: true), PortalUser(id: 5, name: "Первый", isOnline: false), PortalUser(id: 6, name: "Второй"),
            ]
            portal.scopes.removeAll { $0 == "timeman" }
        }
        try await Edge.run([portal], adjust: OperatorEdge.sales([5, 6])) { world in
            _ = try await world.settled(PortalCall(clientPhone: "+79161110001", answeredBy: nil))
            #expect(await world.portal.snapshot.tasks.map(\.responsible) == [6])
            #expect(await world.portal.requests.counts["batch"] == 1)
        }
    }

    private static func moscow() throws -> Calendar {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(identifier: "Europe/Moscow"))
        return calendar
    }

    @Test("A call missed on Friday evening is to be called back on Monday morning")
    func workingHours() async throws {
        let calendar = try Self.moscow()
        let friday = try #require(calendar.nextDate(after: Date(), matching: DateComponents(hour: 17, minute: 55, weekday: 6), matchingPolicy: .nextTime))
        let clock = MovableClock(at: friday)
        try await Edge.run([Edge.portal { $0.now = clock.now }], clock: clock) { world in
            _ = try await world.settled(PortalCall(clientPhone: "+79161112233", answeredBy: nil))
            let task = try #require(await world.portal.snapshot.tasks.first)
            let deadline = try #require(task.deadline)
            #expect(calendar.component(.weekday, from: deadline) == 2)
            // Five minutes of the quarter of an hour passed on Friday; what the call itself and the way to the task took comes on top.
            let tenPastNine = try #require(calendar.date(bySettingHour: 9, minute: 10, second: 0, of: deadline))
            let taken = task.created.timeIntervalSince(friday)
            #expect((-60...taken + 1).contains(deadline.timeIntervalSince(tenPastNine)))
            #expect((2.0...3.0).contains(deadline.timeIntervalSince(friday) / 86_400))
        }
    }
}
