import Foundation

/// A file that is there as long as it is worked with.
enum ScratchFile {
    static func holding<Value>(_ text: String, _ work: (String) async throws -> Value) async throws -> Value {
        let file = FileManager.default.temporaryDirectory.appending(path: "settings-\(UUID().uuidString)")
        try Data(text.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        return try await work(file.path)
    }
}
