import Foundation
import Testing

@testable import CallDesk

@Suite("The name of a processed file's call")
struct FileNameTests {
    private func named(_ content: String, phone: String) throws -> String {
        let file = FileManager.default.temporaryDirectory.appending(path: "file-name-\(UUID().uuidString)")
        try Data(content.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        return try FileProcessor.externalID(of: file.path, phone: phone)
    }

    @Test("The same content and number name the same call, wherever the file lies")
    func same() throws {
        let first = try named("a", phone: "+79990000001")
        #expect(try named("a", phone: "+79990000001") == first)
        #expect(first.hasPrefix("file:"))
    }

    @Test("Another content or another number names another call")
    func other() throws {
        let first = try named("a", phone: "+79990000001")
        #expect(try named("b", phone: "+79990000001") != first)
        #expect(try named("a", phone: "+79990000002") != first)
    }
}
