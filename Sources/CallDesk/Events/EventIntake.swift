import Bitrix24
import Crypto
import Foundation
import Logging
import Storage

/// Flow A: an event is checked, stored with its job in one transaction, and only then acknowledged.
package struct EventIntake: Sendable {
    package enum Verdict: Sendable, Equatable {
        case accepted
        /// Not from a portal we know, whatever the reason.
        case forbidden
        case unreadable
        /// The store cannot take it now.
        case unavailable
    }

    /// The largest event body taken, in bytes.
    package static let bodyBytesMax = 64 * 1024
    /// Compared against when the portal is unknown, so that the answer takes as long.
    private static let noToken = String(repeating: "0", count: 32)

    let store: Store
    let now: @Sendable () -> Date
    /// Tells the job runner that there is work.
    let ring: @Sendable () -> Void
    let logger: Logger

    package func receive(_ body: [UInt8]) async -> Verdict {
        guard let event = try? PortalEvent.decode(form: body) else { return .unreadable }
        do {
            guard let portal = try await sender(of: event) else { return .forbidden }
            let received = now()
            // Events carry no id; a copy is the same to the byte, and is read once.
            let key = Data(SHA256.hash(data: Data(body))).base64EncodedString()
            _ = try await store.accept(
                NewEvent(portalID: portal.id, name: event.name, body: body, dedupKey: key, receivedAt: received),
                job: NewJob(portalID: portal.id, kind: JobKind.event.rawValue, key: key, runAt: received, priority: JobKind.event.priority))
            ring()
            return .accepted
        } catch {
            logger.error("an event cannot be stored", metadata: ["error": "\(error)"])
            return .unavailable
        }
    }

    /// The portal whose application token the event carries. A page of the documentation leaves `member_id` out of some events: then the token alone decides.
    private func sender(of event: PortalEvent) async throws -> PortalRow? {
        let token = event.applicationToken ?? ""
        let candidates: [PortalRow]
        if let member = event.memberID { candidates = try await store.portals(memberID: member) } else { candidates = try await store.portals() }
        var found: PortalRow?
        for portal in candidates where portal.status != .uninstalled {
            if ConstantTime.equal(portal.applicationToken, token), !token.isEmpty { found = portal }
        }
        if candidates.isEmpty { _ = ConstantTime.equal(Self.noToken, token) }
        return found
    }
}
