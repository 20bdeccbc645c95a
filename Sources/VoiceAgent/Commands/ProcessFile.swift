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
        guard let number = PhoneNumber.normalise(phone, region: "RU") else { throw Failure("--phone: write the number like +79991234567", code: Exit.usage) }
        guard FileManager.default.isReadableFile(atPath: file) else { throw Failure("\(file) cannot be read: check the path", code: Exit.usage) }
        let settings = try await options.settings()
        try JSONLogHandler.bootstrap(level: settings.logLevel == "info" ? "warning" : settings.logLevel)
        let logger = Logger(label: "voice-agent")
        let result = try await read(settings, logger)
        let written = dryRun ? nil : try await write(result, number, settings, logger)
        try ProcessReport(result: result, phone: number, written: written).print(asJSON: json)
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

    /// Where a portal is installed, through the same path as a call of the portal's own; by the running server, for it holds the storage.
    private func write(_ result: FileProcessor.Result, _ phone: String, _ settings: Settings, _ logger: Logger) async throws -> FileDesk.Outcome.Written? {
        let heard = FileDesk.Heard(path: URL(fileURLWithPath: file).path, phone: phone, transcript: result.transcript, analysis: result.analysis)
        let socket = ControlSocket.path(storage: settings.storagePath)
        if ControlClient.isServed(socket) {
            let outcome: FileDesk.Outcome = try await ControlClient(socket: socket).ask(
                "POST", "/files", body: JSONEncoder().encode(heard), seconds: ControlSocket.writeSeconds)
            return outcome.written
        }
        guard Application.hasStorage(settings) else { return nil }
        let application = try await Application.build(settings, logger: logger)
        do {
            let outcome = try await application.files.write(heard)
            await application.close()
            return outcome.written
        } catch {
            await application.close()
            throw error
        }
    }
}
