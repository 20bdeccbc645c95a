import ArgumentParser
import Audio
import CallDesk
import Dialog
import Foundation
import Logging
import Providers
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
        let settings = try await options.settings()
        guard let number = PhoneNumber.normalise(phone, region: settings.region) else { throw Failure("--phone: write the number like +79991234567", code: Exit.usage) }
        try AudioArgument(path: file).check()
        try JSONLogHandler.bootstrap(level: settings.logLevel == "info" ? "warning" : settings.logLevel)
        let logger = Logger(label: "voice-agent")
        guard !dryRun else { return try report(await read(settings, logger), number, .onlyPrinted) }
        let delivery = RecordingDelivery(settings: settings, logger: logger)
        // Named before it is heard: whatever becomes of the file meanwhile, what was heard gets in.
        let externalID = try FileProcessor.externalID(of: file, phone: number)
        let reading = try await read(settings, logger)
        let parcel = RecordingDelivery.Parcel(externalID: externalID, phone: number, reading: reading)
        do {
            let receipt = try await delivery.deliver(parcel, tell: ProgressBar.tell)
            try report(reading, number, receipt.map(ProcessReport.Fate.written) ?? .onlyPrinted)
        } catch {
            // What was heard is not lost with it.
            try report(reading, number, .failed)
            throw error
        }
    }

    private func report(_ reading: FileProcessor.Reading, _ number: String, _ fate: ProcessReport.Fate) throws {
        try ProcessReport(reading: reading, fate: fate, phone: number).print(asJSON: json)
    }

    private func read(_ settings: Settings, _ logger: Logger) async throws -> FileProcessor.Reading {
        let reading = try Reading(settings, logger: logger)
        let bar = ProgressBar()
        do {
            let result = try await FileProcessor(recogniser: reading.recogniser, analyst: reading.analyst, now: { Date() }).read(file) { bar.show($0) }
            bar.finish()
            await reading.close()
            return result
        } catch let error as SpeechError where error == .nobody {
            await reading.close()
            throw Failure(error.description, code: Exit.settings)
        } catch let error as AudioError {
            await reading.close()
            throw Failure("\(file): \(error.description)")
        } catch {
            await reading.close()
            throw error
        }
    }
}
