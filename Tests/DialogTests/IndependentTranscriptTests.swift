import Dialog
import Foundation
import Testing

/// The measure of the analyser: transcripts written by somebody who did not know its rules.
@Suite struct IndependentTranscriptTests {
    /// From so many transcripts on the figures are held.
    private static let enough = 60

    private func transcripts() throws -> (read: [TruthCase], unreadable: [String]) {
        guard let folder = Bundle.module.url(forResource: "Transcripts", withExtension: nil) else { return ([], []) }
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil).filter { $0.pathExtension == "json" }
        var read: [TruthCase] = []
        var unreadable: [String] = []
        for file in files.sorted(by: { $0.lastPathComponent < $1.lastPathComponent }) {
            do {
                read.append(try JSONDecoder().decode(TruthCase.self, from: Data(contentsOf: file)))
            } catch {
                unreadable.append(file.lastPathComponent)
            }
        }
        return (read, unreadable)
    }

    @Test("Slots reach an F1 of 0.9 and every wish for a person is found in independent transcripts")
    func figures() throws {
        let (all, unreadable) = try transcripts()
        let cases = all.filter { $0.language == "ru" }
        let report = try TranscriptScorer(analyser: try Fixtures.analyser()).report(on: cases)
        // Set to see every mistake while working on the rules.
        if ProcessInfo.processInfo.environment["DIALOG_MISTAKES"] != nil { print(report.summary) }
        guard cases.count >= Self.enough else {
            #expect(report.cases == cases.count)
            return
        }
        #expect(unreadable.isEmpty, "not by the schema: \(unreadable)")
        print(report.summary.split(separator: "\n").first ?? "")
        #expect(report.f1 >= 0.9, Comment(rawValue: report.summary))
        #expect(report.personRecall == 1, Comment(rawValue: report.summary))
    }
}
