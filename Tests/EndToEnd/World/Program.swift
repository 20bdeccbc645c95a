import Foundation

@testable import VoiceAgent

#if canImport(Glibc)
    import Glibc
#endif

/// The built program, started by `posix_spawn` with every other descriptor closed: a listener or a lock of the tests that lived on in it would change what
/// they see.
enum Program {
    /// It lies beside the test bundle.
    private static var path: String {
        let bundle = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
        return URL(fileURLWithPath: bundle).deletingLastPathComponent().appending(path: "voice-agent").path
    }

    /// - Parameters:
    ///   - output: takes what it prints; `nil` = nobody reads it.
    ///   - errors: takes what it complains of; `nil` = this goes where the output goes.
    static func spawn(_ arguments: [String], environment: [String: String], output: URL?, errors: URL? = nil) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output?.path ?? "/dev/null", O_WRONLY | O_CREAT | O_APPEND, 0o600)
        if let errors {
            posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, errors.path, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        } else {
            posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO)
        }
        // One that is closed meanwhile is passed over: closing what is not open is no error here.
        for open in try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap(Int32.init) where open > STDERR_FILENO {
            posix_spawn_file_actions_addclose(&actions, open)
        }
        let words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { (text: String) in strdup(text) } + [nil]
        let variables: [UnsafeMutablePointer<CChar>?] = environment.map { (key, value) in strdup("\(key)=\(value)") } + [nil]
        defer { for text in words + variables { free(text) } }
        var process: pid_t = 0
        let code = posix_spawn(&process, path, &actions, nil, words, variables)
        guard code == 0 else { throw Failure("the program could not be started: errno \(code)") }
        return process
    }
}
