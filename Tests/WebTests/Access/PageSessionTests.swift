import Foundation
import Testing

@testable import Web

@Suite struct PageSessionTests {
    @Test("A bearer works for ten minutes and for its own portal") func lifetime() {
        let clock = TestClock()
        let sessions = PageSessions(now: { clock.now })
        let grant = sessions.open(portalID: 7, userID: 3, seesAll: true)
        clock.advance(by: PageSession.bearerLifetime - 1)
        #expect(sessions.session(grant.bearer)?.portalID == 7)
        #expect(sessions.session(grant.bearer + "x") == nil)
        clock.advance(by: 1)
        #expect(sessions.session(grant.bearer) == nil)
    }

    @Test("A renewed page has a new bearer, and the old one ends") func renewal() throws {
        let clock = TestClock()
        let sessions = PageSessions(now: { clock.now })
        let first = sessions.open(portalID: 7, userID: nil, seesAll: true)
        let second = try #require(sessions.renew(first.bearer))
        #expect(second.bearer != first.bearer)
        #expect(sessions.session(first.bearer) == nil)
        #expect(sessions.renew(first.bearer) == nil)
        #expect(sessions.session(second.bearer)?.portalID == 7)
    }

    @Test("However often renewed, a page ends after eight hours") func pageLifetime() {
        let clock = TestClock()
        let sessions = PageSessions(now: { clock.now })
        let opened = clock.now
        var grant: PageSessions.Grant? = sessions.open(portalID: 7, userID: nil, seesAll: true)
        var last = grant
        while let current = grant {
            last = current
            clock.advance(by: PageSession.bearerLifetime - 60)
            grant = sessions.renew(current.bearer)
        }
        #expect(last?.expiresAt == opened.addingTimeInterval(PageSession.pageLifetime))
        #expect(clock.now <= opened.addingTimeInterval(PageSession.pageLifetime + PageSession.bearerLifetime))
    }

    @Test("A full table lets the page go that ends first") func bounded() {
        let start = Date(timeIntervalSince1970: 0)
        var table = PageSessionTable()
        for index in 0...PageSessionTable.sessionsMax {
            let expiry = start.addingTimeInterval(Double(1000 + index))
            table.open("\(index)", PageSession(portalID: 1, userID: nil, seesAll: true, expiresAt: expiry, endsAt: expiry), now: start)
        }
        #expect(table.count == PageSessionTable.sessionsMax)
        #expect(table.session("0", now: start) == nil)
        #expect(table.session("1", now: start) != nil)
        #expect(table.session("\(PageSessionTable.sessionsMax)", now: start) != nil)
    }

    @Test("A recording's ticket works for its call, its portal and its time only") func tickets() {
        let clock = TestClock()
        let tickets = RecordingTickets(now: { clock.now })
        let ticket = tickets.ticket(callID: 5, portalID: 2)
        #expect(tickets.portal(ticket, callID: 5) == 2)
        #expect(tickets.portal(ticket, callID: 6) == nil)
        #expect(tickets.portal("3" + ticket.dropFirst(), callID: 5) == nil)
        #expect(RecordingTickets(now: { clock.now }).portal(ticket, callID: 5) == nil)
        for broken in ["", "..", "2.9999999999.", ticket.dropLast() + "!", ticket + ".x", String(repeating: "1", count: 500)] {
            #expect(tickets.portal(String(broken), callID: 5) == nil)
        }
        clock.advance(by: RecordingTickets.lifetime)
        #expect(tickets.portal(ticket, callID: 5) == nil)
    }
}
