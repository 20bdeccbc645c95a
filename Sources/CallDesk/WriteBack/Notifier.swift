import Bitrix24
import Foundation
import Logging

/// Messages to people in the portal. The tag replaces an earlier copy of the same message, so a repeated send shows once.
/// Source: apidocs "im.notify.system.add", TAG.
struct Notifier: Sendable {
    let tools: DeskTools
    let client: BitrixClient
    let portalID: Int64

    /// Sends it once. A portal that refuses (no `im` scope, a dismissed user) is logged: no call fails for a message.
    func send(_ text: String, to userID: Int, marker: String, callID: Int64?) async throws {
        do {
            _ = try await tools.effects.perform(
                .init(
                    kind: "notify", marker: marker, callID: callID,
                    send: { () async throws(BitrixError) -> String in
                        let id = try await client.notify(userID: userID, message: text, tag: "voice-agent|\(marker)")
                        return id.map(String.init) ?? "sent"
                    }), portalID: portalID)
        } catch EffectError.refused(let cause) {
            tools.logger.warning("the portal refused a notification", metadata: ["code": "\(cause.code)"])
        }
    }
}
