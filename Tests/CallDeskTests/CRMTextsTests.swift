import Foundation
import Testing

@testable import CallDesk

@Suite("Texts for the portal")
struct CRMTextsTests {
    private var directory: URL {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().appending(path: "templates/crm")
    }

    @Test("Both languages have every text")
    func complete() throws {
        let texts = try CRMTexts(directory: directory)
        #expect(texts.render("leadTitle", language: "ru", ["phone": "+7"]) == "Звонок +7")
        #expect(texts.render("leadTitle", language: "en", ["phone": "+7"]) == "Call +7")
        #expect(texts.render("leadTitle", language: "de", ["phone": "+7"]) == "Звонок +7")
    }

    @Test("A caller's words become neither markup of the portal nor entities")
    func plain() throws {
        let texts = try CRMTexts(directory: directory)
        let said = CRMTexts.plain("[URL=http://x]<b>&[/URL]")
        #expect(said == "(URL=http://x)<b>&(/URL)")
        #expect(texts.render("taskReasonPerson", language: "ru", ["quote": said]) == "Клиент просит человека: «(URL=http://x)<b>&(/URL)»")
    }

    @Test("A text that only one language has is refused by name")
    func incomplete() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "texts-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data("a: 'x'\nb: 'y'\n".utf8).write(to: folder.appending(path: "ru.yaml"))
        try Data("a: 'x'\n".utf8).write(to: folder.appending(path: "en.yaml"))
        #expect { try CRMTexts(directory: folder) } throws: { "\($0)".contains("b") }
    }
}
