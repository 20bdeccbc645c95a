import Bitrix24
import Foundation
import Testing

@testable import Web

@Suite struct PagesTests {
    static var pages: Pages {
        get throws { try Pages(directory: TestDesk.templates.appending(path: "pages", directoryHint: .isDirectory), configuration: WebConfiguration()) }
    }

    @Test("Values for scripts cannot leave their element") func scriptData() throws {
        let hostile = "</script><script>alert(1)</script> & \u{2028} \" \\ <!--"
        let text = ScriptData.text(["value": hostile])
        #expect(!text.contains("<") && !text.contains(">") && !text.contains("&") && !text.contains("\u{2028}"))
        #expect(try JSONDecoder().decode([String: String].self, from: Data(text.utf8)) == ["value": hostile])
    }

    @Test("Values in pages are escaped", arguments: [Pages.Name.install, .app]) func escaping(name: Pages.Name) throws {
        let hostile = "<img src=x onerror=alert(1)>\"'"
        let text = try Self.pages.html(name, language: .en, nonce: "n", values: ["domain": hostile, "setup": "{}"])
        #expect(text.contains("&lt;img src=x"))
        #expect(!text.contains("<img"))
    }

    @Test("The language follows the portal's user, Russian when it says nothing", arguments: [(nil, "ru"), ("", "ru"), ("ru", "ru"), ("RU", "ru"), ("kz", "ru"), ("en", "en"), ("de", "en")])
    func language(code: String?, expected: String) {
        #expect(PageLanguage(code).rawValue == expected)
    }

    @Test(
        "Origins are scheme, host and a port that is not the usual one",
        arguments: [
            ("https://portal.example/rest/", "https://portal.example"), ("HTTP://Portal.Example:8080/x", "http://portal.example:8080"),
            ("https://portal.example:443", "https://portal.example"), ("http://[::1]:80/", "http://[::1]"), ("ftp://portal.example", nil), ("null", nil),
            ("https://a b", nil), ("https://evil.example; script-src *", nil), ("", nil), ("javascript:alert(1)", nil),
        ])
    func origins(address: String, expected: String?) {
        #expect(WebOrigin(address)?.description == expected)
    }

    @Test("Every name that a script shows has a text in both languages") func texts() throws {
        let pages = try Self.pages
        let script = try Pages.text(of: TestDesk.templates.appending(path: "pages/app.js"))
        let used = script.matches(of: /texts\.([A-Za-z]+)/).map { String($0.1) }
        #expect(used.count > 10)
        for language in PageLanguage.allCases {
            let texts = pages.texts(language)
            #expect(used.allSatisfy { texts[$0] != nil })
        }
    }
}
