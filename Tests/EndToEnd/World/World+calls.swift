import Foundation
import Sandbox

@testable import VoiceAgent

extension SandboxCalls {
    /// A made-up call as the portal plays it.
    /// - Parameter readsBeforeReady: `nil` = its recording appears only when `publishRecording` says so.
    func played(_ call: RecordedCall, readsBeforeReady: Int? = 1) throws -> PortalCall {
        guard call.kind != .missed else { return PortalCall(clientPhone: call.clientPhone, answeredBy: nil) }
        guard let rendered = try renderer.render(call) else { throw Failure("\(call.kind) has no recording") }
        let seconds = max(1, Int(rendered.call.seconds.rounded()))
        return PortalCall(
            clientPhone: call.clientPhone, answeredBy: 5, duration: seconds,
            recording: .init(bytes: rendered.wave.encoded(), fileName: "call.wav", seconds: seconds, readsBeforeReady: readsBeforeReady))
    }

    /// Makes up a call and renders its times.
    func madeUp(_ kind: CallKind, seed: UInt64) throws -> RecordedCall {
        try rendered(kind, seed: seed)?.call ?? grammar.call(kind, seed: seed)
    }
}

extension SandboxPortal {
    /// Plays a call that lasts, as calls do, until the caller's lead is there; a caller the CRM knows needs none.
    /// - Parameters:
    ///   - during: done after each step of the call.
    ///   - isLost: true once nobody is there to make the lead.
    func receiveLastingCall(
        _ call: PortalCall, during: @Sendable (String) async throws -> Void = { _ in }, isLost: @escaping @Sendable () -> Bool = { false }
    ) async throws -> String {
        try await receiveCall(call) { phase, callID in
            try await during(callID)
            guard phase == .rang else { return }
            _ = try await Patience(limit: 60).until("client of the ringing call") {
                let snapshot = await self.snapshot
                let isMet = [snapshot.leads, snapshot.deals, snapshot.contacts].joined().contains { $0.phones.contains(call.clientPhone) }
                return isMet || isLost() ? true : nil
            }
        }
    }
}

/// Words as compared: lower case, without punctuation, ё as е.
func words(_ text: String) -> [String] {
    text.lowercased().replacingOccurrences(of: "ё", with: "е").split { !$0.isLetter && !$0.isNumber }.map(String.init)
}
