import Dialog
import Foundation
import Testing

/// The measure of the analyser: transcripts written by somebody who did not know its rules.
@Suite struct IndependentTranscriptTests {
    /// From so many transcripts on the figures are held.
    private static let enough = 60

    private func transcripts() throws -> [TruthCase] {
        guard let folder = Bundle.module.url(forResource: "Transcripts", withExtension: nil) else { return [] }
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil).filter { $0.pathExtension == "json" }
        return try files.sorted { $0.lastPathComponent < $1.lastPathComponent }.map { try JSONDecoder().decode(TruthCase.self, from: Data(contentsOf: $0)) }
    }

    @Test("Slots reach an F1 of 0.9 and every wish for a person is found in independent transcripts")
    func figures() throws {
        let cases = try transcripts().filter { $0.language == "ru" }
        let report = try TranscriptScorer(analyser: try Fixtures.analyser()).report(on: cases)
        guard cases.count >= Self.enough else {
            #expect(report.cases == cases.count)
            return
        }
        print(report.summary.split(separator: "\n").first ?? "")
        #expect(report.f1 >= 0.9, Comment(rawValue: report.summary))
        #expect(report.personRecall == 1, Comment(rawValue: report.summary))
    }
}
