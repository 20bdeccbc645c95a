import ArgumentParser
import Foundation
import Storage
import Web

/// How the program ends: 0 ok, 64 usage, 78 bad settings, 70 other failure; one line on stderr says what to do.
enum Exit {
    static let usage: Int32 = 64
    static let settings: Int32 = 78
    static let failure: Int32 = 70

    static func leave(with error: any Error) -> Never {
        switch error {
        case let problem as SettingsProblem: say(problem.description, settings)
        case let code as ExitCode: Foundation.exit(code.rawValue)
        case let failure as Failure: say(failure.description, failure.code)
        // The web server's own words name the setting: a taken port, an address that is not this machine's.
        case let error as WebError: say(error.description, settings)
        case let error as StoreError: say(error.description, settingCodes.contains(error.code) ? settings : failure)
        default: leave(withParsed: error)
        }
    }

    /// What is wrong with the storage because of a setting.
    private static let settingCodes: Set<StoreError.Code> = [.directoryUnusable, .keyMissing, .keyUnusable, .wrongKey]

    /// Help is the parser's own to print; its usage errors are one line here as well.
    private static func leave(withParsed error: any Error) -> Never {
        switch VoiceAgent.exitCode(for: error) {
        case .success: VoiceAgent.exit(withError: error)
        case .validationFailure:
            let hint = VoiceAgent.fullMessage(for: error).split(separator: "\n").last.map { $0.trimmingCharacters(in: .whitespaces) } ?? ""
            say("\(VoiceAgent.message(for: error)). \(hint)", usage)
        default: say(String(describing: error), failure)
        }
    }

    private static func say(_ text: String, _ code: Int32) -> Never {
        FileHandle.standardError.write(Data("voice-agent: \(text.split(whereSeparator: \.isWhitespace).joined(separator: " "))\n".utf8))
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
