import ArgumentParser
import CallDesk
import Dialog
import Foundation
import Logging
import Speech
import Storage

/// `voice-agent process FILE --phone N`: one's own recording through flow B.
struct ProcessFile: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "process", abstract: "Hear and analyse a recording; write it to the portal where one is installed.")

    @Argument(help: "wav, mp3, ogg or flac; mono or stereo; up to two hours.") var file: String
    @Option(help: "The caller's number, such as +79991234567.") var phone: String
    @Flag(help: "Print JSON.") var json = false
    @Flag(help: "Print only, write nothing to the portal.") var dryRun = false
    @OptionGroup var options: ConfigOption

    func run() async throws {
        guard let number = PhoneNumber.normalise(phone, region: "RU") else { throw Failure("--phone: write the number like +79991234567", code: 64) }
        guard FileManager.default.isReadableFile(atPath: file) else { throw Failure("\(file) cannot be read: check the path", code: 64) }
        let settings = try await options.settings()
        try JSONLogHandler.bootstrap(level: settings.logLevel == "info" ? "warning" : settings.logLevel)
        let logger = Logger(label: "voice-agent")
        let result = try await read(settings, logger)
        let written = dryRun ? result : try await write(result, number, settings, logger)
        try ProcessReport(result: written, phone: number).print(asJSON: json)
    }

    private func read(_ settings: Settings, _ logger: Logger) async throws -> FileProcessor.Result {
        let reading = try Reading(settings, logger: logger)
        let bar = ProgressBar()
        do {
            let result = try await FileProcessor(recogniser: reading.recogniser, analyst: reading.analyst, now: { Date() }).read(file) { bar.show($0) }
            bar.finish()
            await reading.close()
            return result
        } catch let error as SpeechError where error == .noLocalRecogniser {
            await reading.close()
            throw Failure(error.description, code: Exit.settings)
        } catch {
            await reading.close()
            throw error
        }
    }

    /// Where a portal is installed, through the same path as a call of the portal's own.
    private func write(_ result: FileProcessor.Result, _ phone: String, _ settings: Settings, _ logger: Logger) async throws -> FileProcessor.Result {
        let database = URL(fileURLWithPath: settings.storagePath).appending(path: "voice-agent.sqlite").path
        guard FileManager.default.fileExists(atPath: database) else { return result }
        let application = try await Application.build(settings, logger: logger)
        do {
            let installed = try await application.store.portals().filter { $0.status == .active }
            guard let portal = installed.first, installed.count == 1 else {
                await application.close()
                if installed.count > 1 { throw Failure("several portals are installed: use --dry-run, or a storage of one portal") }
                return result
            }
            let processor = FileProcessor(recogniser: application.recordingRecogniser, analyst: application.desk.tools.analyst, now: { Date() })
            let written = try await processor.write(result, path: file, phone: phone, portal: portal, tools: application.desk.tools)
            await application.close()
            return written
        } catch {
            await application.close()
            throw error
        }
    }
}

extension Application {
    /// Hears recordings with the settings of this server.
    var recordingRecogniser: RecordingRecogniser {
        RecordingRecogniser(
            recogniser: desk.tools.recogniser, language: settings.language, piecesAtOnce: settings.limits.recognitionsAtOnce,
            deadline: settings.limits.recognitionDeadline)
    }
}
