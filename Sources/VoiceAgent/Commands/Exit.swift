import ArgumentParser
import Foundation

/// How the program ends: 0 ok, 64 usage, 78 bad settings, 70 other failure; one line on stderr says what to do.
enum Exit {
    static let settings: Int32 = 78
    static let failure: Int32 = 70

    static func leave(with error: any Error) -> Never {
        switch error {
        case let problem as SettingsProblem: say(problem.description, settings)
        case let code as ExitCode: Foundation.exit(code.rawValue)
        case let failure as Failure: say(failure.description, failure.code)
        default:
            // Usage errors and --help are the parser's own: it prints and chooses 64 or 0.
            if VoiceAgent.exitCode(for: error) != .failure { VoiceAgent.exit(withError: error) }
            say(String(describing: error), failure)
        }
    }

    private static func say(_ text: String, _ code: Int32) -> Never {
        FileHandle.standardError.write(Data("voice-agent: \(text.replacingOccurrences(of: "\n", with: " "))\n".utf8))
        Foundation.exit(code)
    }
}

/// A failure with its text for the user and its exit code.
struct Failure: Error, CustomStringConvertible {
    let description: String
    let code: Int32

    init(_ description: String, code: Int32 = Exit.failure) {
        self.description = description
        self.code = code
    }
}
