import Bitrix24
import Testing

@Suite("Posts of pages")
struct PortalPostTests {
    private static let query = "DOMAIN=Portal.Example&PROTOCOL=1&LANG=ru&APP_SID=sid"
    private static let body =
        "AUTH_ID=access&AUTH_EXPIRES=3600&REFRESH_ID=refresh&SERVER_ENDPOINT=https%3A%2F%2Foauth.bitrix24.tech%2Frest%2F"
        + "&APPLICATION_TOKEN=app&APPLICATION_SCOPE=crm%2Cim&member_id=member&status=L&PLACEMENT=CRM_LEAD_DETAIL_TAB"
        + "&PLACEMENT_OPTIONS=%7B%22ID%22%3A%227%22%7D"

    private func decode(_ query: String, _ body: String) throws(DecodingProblem) -> PortalPost {
        try PortalPost.decode(query: query, body: Array(body.utf8))
    }

    @Test("A placement's post is read whole")
    func whole() throws {
        let post = try decode(Self.query, Self.body)
        #expect(post.accessToken == Secret("access") && post.refreshToken == Secret("refresh") && post.expiresIn == 3_600)
        #expect(post.domain == "portal.example" && post.memberID == "member" && post.language == "ru" && post.sessionID == "sid")
        #expect(post.applicationToken == Secret("app") && post.scope == ["crm", "im"] && post.status == "L")
        #expect(post.placement == "CRM_LEAD_DETAIL_TAB" && !post.isMainPage && post.placementOptions["ID"].int == 7)
        #expect(post.protocolIsHTTPS && post.serverEndpoint == "https://oauth.bitrix24.tech/rest/")
    }

    @Test("The domain may come in the body, and the query's one counts when both have it")
    func domain() throws {
        #expect(try decode("", Self.body + "&DOMAIN=b.example").domain == "b.example")
        #expect(try decode("DOMAIN=q.example", Self.body + "&DOMAIN=b.example").domain == "q.example")
    }

    @Test("Options that are no JSON, absent or in brackets do no harm")
    func options() throws {
        let base = "AUTH_ID=a&member_id=m&DOMAIN=d.example"
        #expect(try decode("", base).placementOptions.isNull)
        #expect(try decode("", base).isMainPage)
        #expect(try decode("", base + "&PLACEMENT_OPTIONS=undefined").placementOptions.isNull)
        #expect(try decode("", base + "&PLACEMENT_OPTIONS[ID]=7").placementOptions["ID"].int == 7)
        #expect(try decode("", base + "&PROTOCOL=0").protocolIsHTTPS == false)
    }

    @Test("A post without token, portal or domain is refused by name", arguments: ["AUTH_ID", "member_id", "DOMAIN"])
    func missing(field: String) {
        let fields = ["AUTH_ID": "a", "member_id": "m", "DOMAIN": "d.example"].filter { $0.key != field }
        let body = fields.map { "\($0)=\($1)" }.joined(separator: "&")
        #expect(throws: DecodingProblem(.missingField, field: field)) { try decode("", body) }
    }
}
