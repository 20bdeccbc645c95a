import Bitrix24
import CallDesk
import Foundation
import Hummingbird
import Storage

/// Calls, what was said in them, and their recordings.
struct CallRoutes: Sendable {
    let tools: WebTools
    private static let pageDefault = 50

    private var choice: PortalChoice { PortalChoice(store: tools.desk.tools.store) }

    var routes: [Route] {
        [
            Route(.get, "/api/v1/calls", .integrationOrPage, group: .calls) { request, _, caller in try await list(request, caller) },
            Route(.get, "/api/v1/calls/{id}", .integrationOrPage, group: .calls) { _, context, caller in
                JSONAnswer.response(try await document(entry(context, caller), caller))
            },
            Route(.get, "/api/v1/calls/{id}/recording", .integrationOrPageOrTicket, group: .calls) { request, context, caller in
                let entry = try await entry(context, caller)
                guard let path = entry.call.recordingPath, let file = FileAnswer(path: path) else {
                    throw Problem(.notFound, "there is no recording of this call here")
                }
                return try await file.response(to: request, context)
            },
        ]
    }

    private func list(_ request: Request, _ caller: Caller) async throws -> Response {
        let limit = try Self.number("limit", in: request, 1...Int64(CallArchive.pageMax)).map { Int($0) } ?? Self.pageDefault
        let before = try Self.number("before", in: request, 1...Int64.max)
        let calls = try await tools.desk.archive.list(portalID: choice.portalID(request, caller), personID: caller.personID, limit: limit, before: before)
        return JSONAnswer.response(CallListDocument(calls: calls.map(CallDocument.init), next: calls.count == limit ? calls.last?.id : nil))
    }

    private static func number(_ name: String, in request: Request, _ range: ClosedRange<Int64>) throws(Problem) -> Int64? {
        guard let text = request.query(name) else { return nil }
        guard let number = Int64(text), range.contains(number) else { throw .invalid(name, "\(name) must be a whole number from \(range.lowerBound) to \(range.upperBound)") }
        return number
    }

    /// One message for what is not there and what is another portal's.
    private func entry(_ context: WebContext, _ caller: Caller) async throws -> CallArchive.Entry {
        guard let id = context.parameters.get("id").flatMap({ Int64($0) }), let entry = try await tools.desk.archive.entry(id, portalID: caller.portalID, personID: caller.personID) else {
            throw Problem(.notFound, "there is no such call")
        }
        return entry
    }

    private func document(_ entry: CallArchive.Entry, _ caller: Caller) async throws -> CallEntryDocument {
        let call = entry.call
        var recording: String?
        if call.recordingPath != nil {
            recording = "calls/\(call.id)/recording"
            if case .page(let session) = caller { recording? += "?ticket=\(tools.tickets.ticket(callID: call.id, portalID: session.portalID))" }
        }
        return CallEntryDocument(
            call: CallDocument(call), transcript: entry.transcript, analysis: entry.analysis, recordingUrl: recording, cardUrl: try await card(of: call))
    }

    private func card(of call: CallRow) async throws -> String? {
        guard let portalID = call.portalID, let (entity, id) = call.dealID.map({ (CRMEntity.deal, $0) }) ?? call.leadID.map({ (.lead, $0) }),
            let portal = try await tools.desk.tools.store.portal(id: portalID), let origin = WebOrigin(portal.clientEndpoint)
        else { return nil }
        return "\(origin)\(CardAddress.of(entity, id))"
    }
}
