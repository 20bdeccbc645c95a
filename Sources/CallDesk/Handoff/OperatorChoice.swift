import Bitrix24
import Foundation
import Logging
import Storage

/// Who is responsible: the owner of the card, else the least busy present operator of the line's group, else whoever installed the app.
struct OperatorChoice: Sendable {
    let tools: DeskTools
    let client: BitrixClient
    let portalID: Int64

    /// Group members asked for their presence at most: as many as one request takes.
    private static let membersMax = BitrixClient.maxBatch

    /// Who gets the lead of a caller nobody knows: the person who answered, once the statistics say who; else the line's group's; else whoever an event
    /// says has picked up, which ``ClientDesk/handToAnswerer(_:)`` puts right when the statistics name another; `nil` leaves it to the portal (the app's user).
    func ownerOfNewLead(_ call: CallRow) async throws -> Int? {
        let fresh = try await tools.store.call(id: call.id) ?? call
        if fresh.callStage.isConfirmed, let answered = fresh.answeredBy, try await isEmployee(answered) { return answered }
        if let chosen = try await leastBusy(call) { return chosen }
        if let answered = fresh.answeredBy, try await isEmployee(answered) { return answered }
        return nil
    }

    /// Whether the call's line has people of its own.
    func hasGroup(_ call: CallRow) async throws -> Bool { try await !members(of: call).isEmpty }

    /// Who takes over a call: the owner of its card, else as for a new lead.
    func taker(of call: CallRow, link: ClientLink?) async throws -> Int? {
        if let owner = link?.responsibleID { return owner }
        if let chosen = try await leastBusy(call) { return chosen }
        if let answered = call.answeredBy { return answered }
        return try await tools.store.portal(id: portalID)?.installerID
    }

    /// An event named the person; the portal confirms that there is one. Source: user.get.
    private func isEmployee(_ user: Int) async throws -> Bool {
        try await !users(["ID": .integer(Int64(user)), "ACTIVE": true]).isEmpty
    }

    /// Nobody where the app may not read the portal's people: whoever else is known takes over.
    private func users(_ filter: JSONValue) async throws -> [JSONValue] {
        do {
            return try await client.users(filter: filter)
        } catch {
            guard error.isDenial else { throw error }
            tools.logger.notice("the portal does not show its users", metadata: ["code": "\(error.code)"])
            return []
        }
    }

    private func leastBusy(_ call: CallRow) async throws -> Int? {
        let members = Array(try await members(of: call).prefix(Self.membersMax))
        guard !members.isEmpty else { return nil }
        let tasks = try await tools.store.openHandoffs(portalID: portalID)
        let atWork = try await present(of: members)
        var best: (user: Int, present: Bool, open: Int)?
        for user in members {
            let candidate = (user: user, present: atWork.contains(user), open: tasks.count { $0.responsibleID == user })
            guard let current = best else { best = candidate; continue }
            if (candidate.present && !current.present) || (candidate.present == current.present && candidate.open < current.open) { best = candidate }
        }
        return best?.user
    }

    private func members(of call: CallRow) async throws -> [Int] {
        let member = try await tools.store.portal(id: portalID)?.memberID
        let line = tools.configuration.lines.first { $0.number == call.portalNumber && ($0.portal == nil || $0.portal == member) }
        guard let name = line?.group, let group = tools.configuration.groups.first(where: { $0.name == name }) else { return [] }
        var people = group.userIDs
        if let department = group.department {
            people += try await users(["ACTIVE": true, "UF_DEPARTMENT": .integer(Int64(department))]).compactMap { $0["ID"].int }
        }
        var seen: Set<Int> = []
        return people.filter { seen.insert($0).inserted }
    }

    /// Those who are at work, asked in two requests at most: the phone may still be ringing.
    /// Source: timeman.status; where the portal has no working-time tracking, user.get IS_ONLINE.
    private func present(of members: [Int]) async throws -> Set<Int> {
        // Refused where the portal tracks no working time or the scope is missing: the users' own presence tells then.
        let statuses = (try? await client.timemanStatuses(userIDs: members)) ?? [:]
        let untold = members.filter { statuses[$0] == nil }
        var present = Set(statuses.filter { $0.value == "OPENED" }.keys)
        guard !untold.isEmpty else { return present }
        let rows = try await users(["ID": .array(untold.map { .integer(Int64($0)) })])
        present.formUnion(rows.filter { $0["IS_ONLINE"].flag }.compactMap { $0["ID"].int })
        return present
    }
}
