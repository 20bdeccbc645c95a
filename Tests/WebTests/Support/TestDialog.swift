import Dialog
import Foundation

/// The understanding that the desk wants; no test here looks at what it finds.
enum TestDialog {
    static var rules: RuleAnalyser { get throws { RuleAnalyser(phrases: try PhraseBase(directory: TestDesk.templates)) } }
    static var prompt: AnalysisSchema { get throws { try AnalysisSchema(directory: TestDesk.templates) } }
}
