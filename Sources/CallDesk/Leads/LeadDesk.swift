import Bitrix24
package import Foundation
import Storage

/// Leads for other programs: created once however often asked, read back as the portal has them.
package struct LeadDesk: Sendable {
    package struct Lead: Codable, Sendable, Equatable {
        package let id: Int
        package let title: String
        package let name: String?
        package let phone: String?
        package let stageId: String?
        package let assignedById: Int?
        package let url: String
        package let portal: String
    }

    package enum Problem: Error, Sendable {
        case portal(PortalProblem)
        /// The key was used with another body.
        case keyReused
        case refused(String)
        /// The portal's answer was lost; the same request later finds or creates the lead.
        case tryLater(seconds: Int)
        case notFound
    }

    /// An identical request within this many seconds is the same request.
    package static let repeatWindow: TimeInterval = 60
    /// An idempotency key is remembered for this many seconds.
    package static let keyLifetime: TimeInterval = 24 * 3600
    /// The longest idempotency key taken, in characters.
    package static let keyCharactersMax = 255

    let tools: DeskTools

    package init(tools: DeskTools) { self.tools = tools }

    /// - Returns: the lead, and whether it had been made by an earlier request.
    package func create(_ request: LeadRequest, key: String?, member: String?) async throws -> (lead: Lead, replayed: Bool) {
        let portal = try await portal(member)
        let hash = request.hash
        let memory = key.map { "key:\($0)" } ?? "body:\(hash)"
        return try await tools.phoneLocks.holding("leads:\(portal.id):\(memory)") {
            if let known = try await tools.store.answer(portalID: portal.id, key: memory, now: tools.now()) {
                guard known.bodyHash == hash else { throw Problem.keyReused }
                if let lead = try? JSONDecoder().decode(Lead.self, from: Data(known.answer.utf8)) { return (lead, true) }
            }
            let origin = try await origin(of: memory, hash: hash, lifetime: key == nil ? Self.repeatWindow : Self.keyLifetime, portal.id)
            guard origin.bodyHash == hash else { throw Problem.keyReused }
            let lead = try await make(request, marker: origin.marker, portal)
            let answer = String(decoding: try JSONEncoder().encode(lead), as: UTF8.self)
            try await tools.store.rememberAnswer(
                portalID: portal.id, key: memory, bodyHash: hash, answer: answer, now: tools.now(), lifetime: .seconds(key == nil ? Self.repeatWindow : Self.keyLifetime))
            return (lead, origin.isMade)
        }
    }

    package func lead(_ id: Int, member: String?) async throws -> Lead {
        let portal = try await portal(member)
        guard let item = try await tools.portals.client(of: portal.id).item(.lead, id: id) else { throw Problem.notFound }
        return Self.lead(item, portal)
    }

    private func portal(_ member: String?) async throws -> PortalRow {
        let installed = try await tools.store.portals().filter { $0.status == .active && (member == nil || $0.memberID == member) }
        guard let first = installed.first else { throw Problem.portal(.notInstalled) }
        guard installed.count == 1 else { throw Problem.portal(.ambiguous) }
        return first
    }

    /// The origin to send this request under. An earlier one of the same memory is taken up while it is open, or when it made the lead within the lifetime but its
    /// answer was never remembered: the look at the new lead failed, or the process ended before.
    private func origin(of memory: String, hash: String, lifetime: TimeInterval, _ portal: Int64) async throws -> LeadOrigin {
        if let effect = try await tools.store.lastEffect(portalID: portal, markerPrefix: LeadOrigin.prefix(memory)), let known = LeadOrigin(effect) {
            let isFresh = tools.now().timeIntervalSince(effect.updatedAt) < lifetime
            if effect.state == .done ? isFresh : effect.state != .refused { return known }
        }
        return LeadOrigin(memory: memory, bodyHash: hash, at: tools.now())
    }

    private func make(_ request: LeadRequest, marker: String, _ portal: PortalRow) async throws -> Lead {
        let client = try await tools.portals.client(of: portal.id)
        let fields = fields(request, marker: marker)
        let id: String
        do {
            id = try await tools.effects.perform(
                .init(
                    kind: "lead.add", marker: marker, callID: nil,
                    find: { () async throws(BitrixError) -> String? in
                        try await client.items(
                            .lead, filter: .object(["originatorId": .string(ClientDesk.originator), "originId": .string(marker)]), select: ["id"], order: [:], start: 0
                        ).first?["id"].text
                    },
                    send: { () async throws(BitrixError) -> String in "\(try await client.addItem(.lead, fields: fields))" }), portalID: portal.id)
        } catch EffectError.refused(let cause) {
            throw Problem.refused(cause.code)
        } catch EffectError.pending(let until) {
            throw Problem.tryLater(seconds: max(1, Int(until.timeIntervalSince(tools.now()).rounded(.up))))
        } catch EffectError.postponed(let cause) {
            if cause.needsReadoption { throw Problem.portal(.needsReadoption) }
            throw Problem.tryLater(seconds: Self.seconds(cause.retryAfter))
        }
        guard let leadID = Int(id), let item = try await made(leadID, client) else { throw Problem.notFound }
        return Self.lead(item, portal)
    }

    /// The lead is made; when it cannot be read now, the same request later reads it.
    private func made(_ id: Int, _ client: BitrixClient) async throws -> JSONValue? {
        do {
            return try await client.item(.lead, id: id)
        } catch {
            if error.needsReadoption { throw Problem.portal(.needsReadoption) }
            throw Problem.tryLater(seconds: Self.seconds(error.retryAfter))
        }
    }

    /// After which a passing failure is worth another try: what the portal asks for, else a few seconds; whole, at least one.
    private static func seconds(_ asked: Duration?) -> Int { max(1, Int((asked?.seconds ?? 5).rounded(.up))) }

    private func fields(_ request: LeadRequest, marker: String) -> JSONValue {
        var communication: [JSONValue] = [["typeId": "PHONE", "valueType": "WORK", "value": .string(request.phone)]]
        if let email = request.email { communication.append(["typeId": "EMAIL", "valueType": "WORK", "value": .string(email)]) }
        var fields: [String: JSONValue] = [
            "title": .string(request.title), "sourceId": "WEB", "originatorId": .string(ClientDesk.originator), "originId": .string(marker),
            "fm": .array(communication),
        ]
        if let name = request.name { fields["name"] = .string(name) }
        // The portal's phone field has no place for an extension that REST documents.
        let dialled = request.phoneExtension.map { tools.texts.render("leadExtension", language: tools.configuration.language, ["extension": $0]) }
        let comments = [request.comment.map(CRMTexts.plain), dialled].compactMap { $0 }
        if !comments.isEmpty { fields["comments"] = .string(comments.joined(separator: "\n")) }
        return .object(fields)
    }

    private static func lead(_ item: JSONValue, _ portal: PortalRow) -> Lead {
        let id = item["id"].int ?? 0
        let phone = item["fm"].list.first { $0["typeId"].text == "PHONE" }?["value"].text
        return Lead(
            id: id, title: item["title"].text ?? "", name: item["name"].text, phone: phone, stageId: item["stageId"].text,
            assignedById: item["assignedById"].int, url: "\(portal.origin)\(CardAddress.of(.lead, id))", portal: portal.memberID)
    }
}
