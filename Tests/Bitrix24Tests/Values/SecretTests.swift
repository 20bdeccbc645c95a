import Bitrix24
import Foundation
import Testing

@Suite("Secrets")
struct SecretTests {
    private static let canary = "canary-5f1d"

    @Test("A secret shows in no description, debug description, dump or interpolation")
    func hidden() {
        let secret = Secret(Self.canary)
        var dumped = ""
        dump(secret, to: &dumped)
        for text in ["\(secret)", String(reflecting: secret), String(describing: [secret]), dumped] { #expect(!text.contains(Self.canary)) }
        #expect(secret.reveal() == Self.canary)
    }

    @Test("Nothing that holds tokens shows them")
    func holders() throws {
        let pair = TokenPair(
            accessToken: Secret(Self.canary), refreshToken: Secret(Self.canary), expiresAt: TestClock.start, clientEndpoint: "",
            serverEndpoint: "")
        let form = "event=X&data[BOT][access_token]=\(Self.canary)&auth[application_token]=\(Self.canary)&auth[refresh_token]=\(Self.canary)"
        let event = try PortalEvent.decode(form: Array(form.utf8))
        let body = "AUTH_ID=\(Self.canary)&REFRESH_ID=\(Self.canary)&APPLICATION_TOKEN=\(Self.canary)&member_id=m"
        let post = try PortalPost.decode(query: "DOMAIN=d.example", body: Array(body.utf8))
        let error = BitrixError("ERROR_CORE", execution: .refused, serverMessage: Self.canary)
        let app = AppCredentials(clientID: "id", clientSecret: Secret(Self.canary))
        for holder: any Sendable in [pair, event, post, error, app] {
            var dumped = ""
            dump(holder, to: &dumped)
            for text in ["\(holder)", String(reflecting: holder), dumped] { #expect(!text.contains(Self.canary)) }
        }
        #expect(event.applicationToken == Self.canary)
        #expect(post.refreshToken == Secret(Self.canary))
    }

    @Test("Comparing finds equal texts equal and others not, whatever their lengths")
    func comparing() {
        #expect(ConstantTime.equal("abc", "abc"))
        #expect(ConstantTime.equal("", ""))
        for (a, b) in [("abc", "abd"), ("abc", "ab"), ("", "a"), ("a", ""), ("abc", "Abc"), ("ab", "abab")] {
            #expect(!ConstantTime.equal(a, b))
        }
    }
}
