import Foundation
import Testing

@testable import CallDesk

@Suite("The folder of recordings")
struct RecordingFolderTests {
    private static func withRoot(_ body: (URL, RecordingFolder) throws -> Void) throws {
        let root = FileManager.default.temporaryDirectory.appending(path: "recordings-\(UUID().uuidString)", directoryHint: .isDirectory)
        defer { try? FileManager.default.removeItem(at: root) }
        let folder = RecordingFolder(root: root, portalID: 3)
        try folder.make()
        try body(root, folder)
    }

    private static func write(_ path: String, at date: Date) throws {
        try Data("x".utf8).write(to: URL(fileURLWithPath: path))
        try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path)
    }

    private static func names(_ root: URL) -> [String] { (try? FileManager.default.subpathsOfDirectory(atPath: root.path).sorted()) ?? [] }

    @Test("A call's fragments go, its recording and other calls' fragments stay")
    func fragment() throws {
        try Self.withRoot { root, folder in
            for path in [folder.path(of: 7), folder.path(of: 7) + ".part", folder.path(of: 7) + ".part.note", folder.path(of: 77) + ".part"] {
                try Self.write(path, at: Date(timeIntervalSince1970: 1_000))
            }
            folder.dropFragment(of: 7)
            #expect(Self.names(root) == ["3", "3/7.audio", "3/77.audio.part"])
        }
    }

    @Test("What was written last before a time goes, whatever became of its call; what is newer and what is no recording stays")
    func sweep() throws {
        try Self.withRoot { root, folder in
            for path in [folder.path(of: 1), folder.path(of: 2) + ".part", folder.path(of: 2) + ".part.note", root.path + "/3/notes.txt"] {
                try Self.write(path, at: Date(timeIntervalSince1970: 1_000))
            }
            for path in [folder.path(of: 4), folder.path(of: 5) + ".part"] { try Self.write(path, at: Date(timeIntervalSince1970: 3_000)) }
            RecordingFolder.sweep(root, writtenBefore: Date(timeIntervalSince1970: 2_000))
            #expect(Self.names(root) == ["3", "3/4.audio", "3/5.audio.part", "3/notes.txt"])
        }
    }
}
