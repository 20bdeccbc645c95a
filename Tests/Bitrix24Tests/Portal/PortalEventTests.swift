import Bitrix24
import Testing

@Suite("Events")
struct PortalEventTests {
    @Test("The table covers the documented examples, with the ones that lack something")
    func table() {
        #expect(EventRow.all.count == 180)
        #expect(EventRow.all.contains { !$0.hasToken })
        #expect(EventRow.all.contains { !$0.hasTS })
        #expect(Set(EventRow.all.map(\.dataShape)) == ["object", "list", "int", "null"])
        #expect(Set(EventName.bound).isSubset(of: Set(EventRow.all.map { $0.name.uppercased() })))
    }

    @Test("Every documented event is read whole", arguments: EventRow.all)
    func documented(row: EventRow) throws {
        let event = try PortalEvent.decode(form: Array(row.form.utf8))
        #expect(event.name == row.name.uppercased())
        #expect(event.timestamp == (row.hasTS ? 1_800_000_000 : nil))
        #expect(event.memberID == (row.hasMember ? "member" : nil))
        #expect(event.applicationToken == (row.hasToken ? "token" : nil))
        #expect(event.accessToken == (row.hasAccess ? Secret("access") : nil))
        #expect(event.handlerID == (row.hasHandlerID ? 7 : nil))
        for (index, field) in row.fields.enumerated() {
            var value = event.data
            for step in field.split(separator: ".") {
                if case .array = value { value = Int(step).map { value[$0] } ?? .null } else { value = value[String(step)] }
            }
            #expect(value == .string("value-\(index)"), "\(field)")
        }
        if row.dataShape == "int" { #expect(event.data.int == 7) }
        if row.dataShape == "null" { #expect(event.data.isNull) }
    }

    @Test("A request without an event is refused", arguments: ["", "event=", "data[ID]=7", "event[x]=ONCRMLEADADD"])
    func nameless(form: String) {
        #expect(throws: DecodingProblem(.missingField, field: "event")) { try PortalEvent.decode(form: Array(form.utf8)) }
    }

    @Test("A name of absurd length is refused")
    func longName() {
        let form = "event=" + String(repeating: "X", count: PortalEvent.maxNameBytes + 1)
        #expect(throws: DecodingProblem(.invalidField, field: "event")) { try PortalEvent.decode(form: Array(form.utf8)) }
    }

    @Test("Authorisation that is absent, a text or a list is no authorisation", arguments: ["", "&auth=", "&auth=x", "&auth[]=x"])
    func oddAuthorisation(auth: String) throws {
        let event = try PortalEvent.decode(form: Array("event=onCrmLeadUpdate\(auth)".utf8))
        #expect(event.name == EventName.leadUpdate)
        #expect(event.applicationToken == nil && event.memberID == nil && event.scope.isEmpty)
    }

    @Test("Everything an installation event carries is there")
    func installation() throws {
        let form =
            "event=ONAPPINSTALL&data[VERSION]=1&data[ACTIVE]=Y&auth[access_token]=a&auth[refresh_token]=r&auth[expires_in]=3600"
            + "&auth[scope]=crm%2C%20telephony&auth[domain]=p.example&auth[client_endpoint]=https%3A%2F%2Fp.example%2Frest%2F"
            + "&auth[server_endpoint]=https%3A%2F%2Foauth.bitrix24.tech%2Frest%2F&auth[status]=L&auth[user_id]=5"
        let event = try PortalEvent.decode(form: Array(form.utf8))
        #expect(event.refreshToken == Secret("r") && event.accessToken == Secret("a") && event.expiresIn == 3_600)
        #expect(event.scope == ["crm", "telephony"] && event.status == "L" && event.userID == 5)
        #expect(event.clientEndpoint == "https://p.example/rest/" && event.serverEndpoint == "https://oauth.bitrix24.tech/rest/")
        #expect(event.domain == "p.example" && event.data["ACTIVE"].flag)
    }
}
