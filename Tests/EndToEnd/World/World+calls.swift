import Foundation
import Sandbox

@testable import VoiceAgent

extension World {
    /// A made-up call as the portal plays it.
    func played(_ call: RecordedCall, readsBeforeReady: Int? = 1) throws -> PortalCall {
        let seconds = Int(call.seconds.rounded())
        guard call.kind != .missed else { return PortalCall(clientPhone: call.clientPhone, answeredBy: nil) }
        guard let rendered = try calls.renderer.render(call) else { throw Failure("\(call.kind) has no recording") }
        return PortalCall(
            clientPhone: call.clientPhone, answeredBy: 5, duration: max(1, Int(rendered.call.seconds.rounded())),
            recording: .init(bytes: rendered.wave.encoded(), fileName: "call.wav", seconds: seconds, readsBeforeReady: readsBeforeReady))
    }

    /// Makes up a call and renders its times.
    func madeUp(_ kind: CallKind, seed: UInt64) throws -> RecordedCall {
        try calls.rendered(kind, seed: seed)?.call ?? calls.grammar.call(kind, seed: seed)
    }
}

/// Words as compared: lower case, without punctuation, ё as е.
func words(_ text: String) -> [String] {
    text.lowercased().replacingOccurrences(of: "ё", with: "е").split { !$0.isLetter && !$0.isNumber }.map(String.init)
}
