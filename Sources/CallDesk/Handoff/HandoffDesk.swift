import Bitrix24
import Dialog
import Foundation
import Logging
import Storage

/// Opens the hand-off task of a call: a real task, once, for the right person, with a deadline in working hours, and tells that person.
struct HandoffDesk: Sendable {
    let steps: CallSteps
    private var tools: DeskTools { steps.tools }
    private var client: BitrixClient { steps.client }

    init(steps: CallSteps) { self.steps = steps }

    func open(_ reason: HandoffReason, for call: CallRow, link: ClientLink?, analysis: CallAnalysis?) async throws {
        guard let responsible = try await responsible(call, link) else {
            tools.logger.warning("nobody can be made responsible for a hand-off task, or its lead is gone", metadata: ["call": "\(call.id)"])
            return
        }
        let text = HandoffText(texts: tools.texts, call: call, link: link, reason: reason, analysis: analysis, zone: tools.configuration.hours.zone)
        let deadline = deadline(reason, of: call)
        let taskID = try await taskIfAllowed(text, responsible: responsible, deadline: deadline, call, link)
        if let taskID {
            try await remember(
                HandoffRow(
                    portalID: steps.portalID, callID: call.id, leadID: link?.leadID, dealID: link?.dealID, taskID: taskID, responsibleID: responsible,
                    kind: reason == .missed ? "callback" : "handoff", deadline: deadline, createdAt: tools.now()))
        }
        try await Notifier(tools: tools, client: client, portalID: steps.portalID).send(
            text.notification(taskID: taskID, responsible: responsible, deadline: deadline), to: responsible, marker: "notify-task:\(call.externalID)",
            callID: call.id)
    }

    /// - Returns: `nil` when nobody is known, or when the lead was deleted.
    private func responsible(_ call: CallRow, _ link: ClientLink?) async throws -> Int? {
        // Chosen once: a second run after a crash must not give the task to somebody else.
        if let earlier = try await tools.store.handoffs(callID: call.id).first { return earlier.responsibleID }
        let kept = try await tools.store.call(id: call.id)?.responsibleID
        let isBegun = try await tools.store.effect(portalID: steps.portalID, marker: Self.marker(call)) != nil
        if isBegun, let kept { return kept }
        // The call may have waited a day for its recording: whoever has the card now gets the task.
        let owner = try await owner(of: link)
        if owner == .deleted { return nil }
        var chosen = owner.user ?? kept
        if chosen == nil { chosen = try await OperatorChoice(tools: tools, client: client, portalID: steps.portalID).taker(of: call, link: link) }
        guard let chosen else { return nil }
        _ = try await tools.store.updateCall(id: call.id, now: tools.now()) { $0.responsibleID = chosen }
        return chosen
    }

    private enum CardOwner: Equatable {
        case user(Int)
        case unknown
        /// The lead is gone, and with it whatever was to be done about it.
        case deleted

        var user: Int? { if case .user(let id) = self { id } else { nil } }
    }

    private func owner(of link: ClientLink?) async throws -> CardOwner {
        guard let card = link?.card else { return .unknown }
        guard let item = try await client.item(card.entity, id: card.id) else { return card.entity == .lead ? .deleted : .unknown }
        return item["assignedById"].int.map { .user($0) } ?? .unknown
    }

    private static func marker(_ call: CallRow) -> String { "task:\(call.externalID)" }

    /// Keeps the task for those who follow its card. What happened to the card while the task was being made was nobody's to follow: it is looked at once more.
    private func remember(_ handoff: HandoffRow) async throws {
        // In a second run after a crash the task may have been closed or moved in the meantime: what is known of it stays.
        let isKnown = if let call = handoff.callID { try await !tools.store.handoffs(callID: call).isEmpty } else { false }
        if !isKnown { _ = try await tools.store.saveHandoff(handoff) }
        let follow = handoff.dealID.map { (JobKind.dealFollow, $0) } ?? handoff.leadID.map { (JobKind.leadFollow, $0) }
        guard let (kind, card) = follow else { return }
        try await tools.store.enqueue([
            NewJob(portalID: handoff.portalID, kind: kind.rawValue, key: "\(card)", runAt: tools.now(), priority: kind.priority)
        ])
    }

    private func deadline(_ reason: HandoffReason, of call: CallRow) -> Date {
        let hours = tools.configuration.hours
        let limits = tools.configuration.limits
        // Counted from the call, not from now: a second run writes the same deadline.
        let ended = (call.startedAt ?? call.createdAt).addingTimeInterval(TimeInterval(call.duration ?? 0))
        if let agreed = reason.agreedTime, agreed > ended { return hours.next(atOrAfter: agreed) }
        return hours.deadline(from: max(ended, call.createdAt), after: reason == .missed ? limits.missedCallback : limits.handoffDeadline)
    }

    /// - Returns: `nil` where the portal takes no task of ours: the person is told all the same.
    private func taskIfAllowed(_ text: HandoffText, responsible: Int, deadline: Date, _ call: CallRow, _ link: ClientLink?) async throws -> Int? {
        do {
            return try await task(text, responsible: responsible, deadline: deadline, call, link)
        } catch EffectError.refused(let cause) {
            tools.logger.warning("the portal refused a hand-off task", metadata: ["call": "\(call.id)", "code": "\(cause.code)"])
            return nil
        }
    }

    private func task(_ text: HandoffText, responsible: Int, deadline: Date, _ call: CallRow, _ link: ClientLink?) async throws -> Int {
        let marker = Self.marker(call)
        let portal = try await tools.store.portal(id: steps.portalID)
        let usesV3 = portal?.scope.contains("tasks") ?? false
        let client = client
        let bindings = link?.taskBindings ?? []
        let due = PortalDate.format(deadline, zone: tools.configuration.hours.zone)
        let request = TaskRequest(
            title: text.title, body: text.body(marker: marker), creator: portal?.installerID ?? responsible, responsible: responsible, due: due, bindings: bindings)
        let id = try await tools.effects.perform(
            .init(
                kind: "task.add", marker: marker, callID: call.id,
                find: { () async throws(BitrixError) -> String? in
                    try await client.tasks(filter: request.lookUp, select: ["ID", "DESCRIPTION"]).first { task in
                        (task["description"].text ?? task["DESCRIPTION"].text)?.contains(marker) == true
                    }.flatMap { $0["id"].text ?? $0["ID"].text }
                },
                send: { () async throws(BitrixError) -> String in
                    if usesV3, let id = try await Self.addByREST3(request, key: marker, client) { return "\(id)" }
                    return "\(try await client.addTask(fields: request.v2))"
                }), portalID: steps.portalID)
        return Int(id) ?? 0
    }

    /// - Returns: `nil` where the portal has no REST 3 or refuses the fields: version 2 serves then.
    private static func addByREST3(_ request: TaskRequest, key: String, _ client: BitrixClient) async throws(BitrixError) -> Int? {
        do throws(BitrixError) {
            return try await client.addTaskV3(fields: request.v3, idempotencyKey: key)
        } catch {
            guard error.isDenial else { throw error }
            return nil
        }
    }
}

/// One task in the words of both versions of the method.
/// Source: apidocs "tasks.task.add" (v2: upper case, UF_CRM_TASK) and "tasks.task.add" of REST 3.0 (camelCase, crmItemIds).
struct TaskRequest: Sendable {
    let title: String
    let body: String
    /// In whose name the task is given: the user of the app's tokens.
    let creator: Int
    let responsible: Int
    let due: String
    /// `L_4`, `D_10`.
    let bindings: [String]

    var v2: JSONValue {
        [
            "TITLE": .string(title), "DESCRIPTION": .string(body), "RESPONSIBLE_ID": .integer(Int64(responsible)), "DEADLINE": .string(due), "PRIORITY": 2,
            "UF_CRM_TASK": .array(bindings.map { .string($0) }),
        ]
    }

    var v3: JSONValue {
        [
            "title": .string(title), "description": .string(body), "creatorId": .integer(Int64(creator)), "responsibleId": .integer(Int64(responsible)), "deadline": .string(due),
            "priority": "high", "crmItemIds": .array(bindings.map { .string($0) }),
        ]
    }

    /// The tasks among which the marker is looked for.
    var lookUp: JSONValue {
        guard let card = bindings.first else { return ["RESPONSIBLE_ID": .integer(Int64(responsible))] }
        return ["UF_CRM_TASK": .string(card)]
    }
}
