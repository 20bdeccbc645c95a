import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import Sandbox
import Synchronization
import Testing

@Suite struct PlacedCallTests {
    /// - Returns: status and body.
    private func place(_ bench: PortalBench, _ form: String, json: Bool = true, path: String = SandboxPortal.callPath) async throws -> (Int, JSON) {
        var request = HTTPClientRequest(url: bench.addresses.portal + path)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/x-www-form-urlencoded")
        if json { request.headers.add(name: "Accept", value: "application/json") }
        request.body = .bytes(ByteBuffer(string: form))
        let answer = try await HTTPClient.shared.execute(request, timeout: .seconds(60))
        let body = try await answer.body.collect(upTo: 1 << 20)
        return (Int(answer.status.code), (try? JSONParser.parse(Array(body.readableBytesView))) ?? .null)
    }

    private static let events = ["ONVOXIMPLANTCALLINIT", "ONVOXIMPLANTCALLSTART", "ONVOXIMPLANTCALLEND"]

    @Test("A call placed by hand is announced from its ring to its end, and has its recording")
    func played() async throws {
        let book = try await SharedBook.book
        try await PortalBench.run(configured: { $0.sleep = { _ in } }, events: Self.events) { bench async throws in
            await bench.portal.employ(SandboxCalls(book: book))
            let (status, receipt) = try await place(bench, "kind=newClient&seed=3&phone=%2B79990001122")
            #expect(status == 201)
            #expect(receipt["phone"].text == "+79990001122")
            #expect((receipt["seconds"].int ?? 0) > 5)
            await bench.portal.settleEvents()
            #expect(await bench.application.events.map { $0["event"].text } == Self.events)
            let callID = try #require(receipt["callId"].text)
            #expect(await bench.portal.publishRecording(callID))
        }
    }

    @Test("A missed call rings and ends")
    func missed() async throws {
        let book = try await SharedBook.book
        try await PortalBench.run(configured: { $0.sleep = { _ in } }, events: Self.events) { bench async throws in
            await bench.portal.employ(SandboxCalls(book: book))
            let (status, receipt) = try await place(bench, "kind=missed")
            #expect(status == 201 && receipt["seconds"].int == 0)
            await bench.portal.settleEvents()
            #expect(await bench.application.events.map { $0["event"].text } == ["ONVOXIMPLANTCALLINIT", "ONVOXIMPLANTCALLEND"])
        }
    }

    @Test("A known client's call brings the contact and an open deal along, once")
    func known() async throws {
        let book = try await SharedBook.book
        try await PortalBench.run(configured: { $0.sleep = { _ in } }) { bench async throws in
            await bench.portal.employ(SandboxCalls(book: book))
            for _ in 1...2 {
                let (status, receipt) = try await place(bench, "kind=knownClient&phone=%2B79990001122")
                #expect(status == 201)
                let callID = try #require(receipt["callId"].text)
                let activity = try #require(await bench.portal.snapshot.activity(of: callID))
                #expect(activity.owner.type == .deal && activity.bindings.map(\.type) == [.deal, .contact])
            }
            let after = await bench.portal.snapshot
            #expect(after.contacts.count == 1 && after.deals.count == 1 && after.leads.isEmpty)
            #expect(after.contacts.first?.phones == ["+79990001122"] && after.deals.first?.int("contactId") == after.contacts.first?.id)
        }
    }

    @Test("What cannot be placed says why", arguments: [("kind=nobody", 400, "kind:"), ("seed=x", 400, "seed:"), ("phone=12", 400, "phone:"), ("kind=missed", 503, "nobody who calls")])
    func refused(_ form: String, _ status: Int, _ reason: String) async throws {
        try await PortalBench.run { bench async throws in
            let (answered, body) = try await place(bench, form)
            #expect(answered == status)
            #expect(body["error"].text?.contains(reason) == true)
        }
    }

    @Test("The phone rings until the application has put the caller into the CRM, so that the call has its card")
    func rings() async throws {
        let book = try await SharedBook.book
        let portal = Mutex<PortalBench?>(nil)
        // The first pause of the ringing is the moment in which the application makes the lead.
        let makesLead: @Sendable (Duration) async throws -> Void = { _ in
            guard let bench = portal.withLock({ bench in
                defer { bench = nil }
                return bench
            }) else { return }
            _ = try await bench.addLead(phone: "+79990001122")
        }
        try await PortalBench.run(configured: { $0.sleep = makesLead }) { bench async throws in
            await bench.portal.employ(SandboxCalls(book: book))
            portal.withLock { $0 = bench }
            let (status, receipt) = try await place(bench, "kind=newClient&phone=%2B79990001122")
            #expect(status == 201)
            let callID = try #require(receipt["callId"].text)
            let activity = try #require(await bench.portal.snapshot.activity(of: callID))
            #expect(activity.owner.type == .lead)
        }
    }

    @Test("A lead's card has a form that changes its stage and responsible, and the application is told")
    func leadForm() async throws {
        try await PortalBench.run(events: ["ONCRMLEADUPDATE"]) { bench async throws in
            let id = try await bench.addLead(phone: "+79990001122")
            let card = bench.addresses.portal + "/crm/lead/details/\(id)/"
            #expect(String(decoding: try await bench.get(card).bytes, as: UTF8.self).contains("action=\"/sandbox/lead/\(id)\""))
            #expect(try await place(bench, "stage=JUNK&assigned=5", json: false, path: "/sandbox/lead/\(id)").0 == 200)
            #expect(try await place(bench, "stage=NOWHERE&assigned=5", json: false, path: "/sandbox/lead/\(id)").0 == 400)
            #expect(try await place(bench, "stage=JUNK&assigned=5", json: false, path: "/sandbox/lead/999999").0 == 404)
            let lead = try #require(await bench.portal.snapshot.leads.first { $0.id == id })
            #expect(lead.text("stageId") == "JUNK" && lead.int("assignedById") == 5)
            await bench.portal.settleEvents()
            #expect(await bench.application.events.map { $0["event"].text } == ["ONCRMLEADUPDATE"])
        }
    }

    @Test("The page of calls has a form for it where somebody calls, and the form leads back there")
    func form() async throws {
        let book = try await SharedBook.book
        try await PortalBench.run(configured: { $0.sleep = { _ in } }) { bench async throws in
            let address = bench.addresses.portal + "/telephony/"
            let without = String(decoding: try await bench.get(address).bytes, as: UTF8.self)
            #expect(!without.contains("<form"))
            await bench.portal.employ(SandboxCalls(book: book))
            let with = String(decoding: try await bench.get(address).bytes, as: UTF8.self)
            #expect(with.contains("action=\"/sandbox/call\"") && with.contains("value=\"missed\"") && with.contains("Позвонить"))
            #expect(try await place(bench, "kind=missed&seed=2&phone=", json: false).0 == 200)
            let after = String(decoding: try await bench.get(address).bytes, as: UTF8.self)
            #expect(after.contains("Пропущен"))
        }
    }
}
