import ArgumentParser
import Dialog
import Foundation
import Sandbox

/// `voice-agent sandbox call`: a made-up call, placed to running stand-ins or written as a recording.
struct SandboxCall: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "call", abstract: "Place a made-up call to running stand-ins; with --out, write its recording and end.",
        discussion: "The stand-ins are those of `voice-agent sandbox` or `voice-agent demo`. A recording is something to try `voice-agent process` on.")

    @Option(help: "The kind of call: \(CallKind.allCases.map(\.rawValue).joined(separator: ", ")).") var kind = CallKind.newClient
    @Option(help: "Which call of that kind.") var seed: UInt64 = 1
    @Option(help: "The number it comes from, such as +79991234567; left out, the call has one of its own.") var phone: String?
    @Option(help: "Where the stand-in CRM is.") var to = "http://127.0.0.1:\(SandboxCommand.portalPort)"
    @Option(help: "Write the recording to this WAV file and place no call.") var out: String?
    @Option(help: "With --out: calls of several kinds one after another, until so many minutes are reached.") var minutes = 0

    /// The longest recording written, in minutes: two hours, as `process` takes them.
    private static let minutesMax = 120

    func run() async throws {
        guard (0...Self.minutesMax).contains(minutes), minutes == 0 || out != nil else {
            throw Failure("--minutes: write a number from 0 to \(Self.minutesMax), with --out", code: Exit.usage)
        }
        guard let out else { return try await place() }
        let calls = SandboxCalls(book: try await PhraseBook.open())
        if minutes == 0 { try record(calls, out) } else { try recordMany(calls, out) }
    }

    private func place() async throws {
        guard let address = WebAddress(to), address.scheme == "http" else {
            throw Failure("--to: write the stand-in CRM's address like http://127.0.0.1:\(SandboxCommand.portalPort)", code: Exit.usage)
        }
        let receipt = try await CallByHand(portal: address.text).place(kind: kind, seed: seed, phone: try number())
        Console.say("A call from \(receipt.phone) (\(kind.rawValue), seed \(seed), \(receipt.seconds) s) came in and is over: \(address.text)/telephony/")
    }

    /// As the portal's line would show it.
    func number() throws(Failure) -> String? {
        guard let phone else { return nil }
        guard let number = PhoneNumber.normalise(phone, region: "RU") else { throw Failure("--phone: write the number like +79991234567", code: Exit.usage) }
        return number
    }

    private func record(_ calls: SandboxCalls, _ path: String) throws {
        guard let rendered = try calls.rendered(kind, seed: seed) else { throw Failure("a missed call has no recording: choose another kind", code: Exit.usage) }
        let output = try StereoFile(path: path)
        try output.append(rendered.wave)
        try output.close()
        Console.say("\(path): \(Int(rendered.call.seconds)) s, a call from \(rendered.call.clientPhone)")
        for line in rendered.call.lines { Console.say("  \(line.side.rawValue): \(line.text)") }
    }

    private static let kindsInTurn: [CallKind] = [.newClient, .wantsPerson, .priceObjection, .dictatedPhone]

    private func recordMany(_ calls: SandboxCalls, _ path: String) throws {
        let output = try StereoFile(path: path)
        var next = seed
        while output.seconds < Double(minutes) * 60 - 1 {
            if let rendered = try calls.rendered(Self.kindsInTurn[Int(next % UInt64(Self.kindsInTurn.count))], seed: next) {
                try output.append(rendered.wave.part(from: 0, to: Double(minutes) * 60 - output.seconds))
            }
            next &+= 1
        }
        try output.close()
        Console.say("\(path): \(Int(output.seconds)) s, \(next &- seed) calls")
    }
}
