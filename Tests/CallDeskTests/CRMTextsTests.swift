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

    @Test("Every text that customers may edit is one that is written somewhere")
    func used() throws {
        let sources = directory.deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources/CallDesk")
        var code = ""
        for case let file as URL in try #require(FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)) where file.pathExtension == "swift" {
            code += try String(contentsOf: file, encoding: .utf8)
        }
        let families = code.matches(of: /label\("([a-z]+)"/).map { String($0.1) }
        let texts = try String(contentsOf: directory.appending(path: "ru.yaml"), encoding: .utf8)
        for line in texts.matches(of: /(?m)^([A-Za-z]+):/) {
            let key = String(line.1)
            #expect(code.contains("\"\(key)\"") || families.contains { key.hasPrefix($0) }, "\(key)")
        }
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
