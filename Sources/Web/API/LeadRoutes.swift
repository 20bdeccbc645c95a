import CallDesk
import Crypto
import Foundation
import HTTPTypes
import Hummingbird

/// Leads from other programs.
struct LeadRoutes: Sendable {
    let tools: WebTools

    var routes: [Route] {
        [
            Route(.post, "/leads", .integration, group: .leads) { request, _, _ in try await create(request) },
            Route(.get, "/leads/{id}", .integration, group: .leads) { request, context, _ in
                guard let id = context.parameters.get("id").flatMap({ Int($0) }), id > 0 else { throw LeadDesk.Problem.notFound.answer }
                return try await answering { JSONAnswer.response(try await tools.desk.leads.lead(id, member: request.query("portal"))) }
            },
        ]
    }

    private func create(_ request: Request) async throws -> Response {
        let body = try await request.json(atMost: tools.configuration.limits.jsonBytesMax)
        let key = try Self.key(request)
        let wanted = try LeadBody.request(body, region: tools.desk.tools.configuration.region)
        return try await answering {
            let (lead, replayed) = try await tools.desk.leads.create(wanted, key: key, member: request.query("portal"))
            var response = JSONAnswer.response(lead, status: replayed ? .ok : .created)
            response.headers[.location] = "/leads/\(lead.id)"
            if replayed { response.headers[.idempotentReplayed] = "true" }
            return response
        }
    }

    /// The key's digest: callers choose keys, which may be long or say something; storing them is not needed to know them again.
    private static func key(_ request: Request) throws(Problem) -> String? {
        guard let key = request.headers[.idempotencyKey] else { return nil }
        guard !key.isEmpty, key.count <= LeadDesk.keyCharactersMax else {
            throw .invalid("Idempotency-Key", "Idempotency-Key must have 1 to \(LeadDesk.keyCharactersMax) characters")
        }
        return Base64URL.encode(Array(SHA256.hash(data: Data(key.utf8))))
    }

    private func answering(_ body: () async throws -> Response) async throws -> Response {
        do {
            return try await body()
        } catch let problem as LeadDesk.Problem {
            throw problem.answer
        }
    }
}

extension LeadDesk.Problem {
    var answer: Problem {
        switch self {
        case .portal(.ambiguous): .invalid("portal", PortalProblem.ambiguous.description)
        case .portal(let problem): .unavailable(problem.description, retryAfter: 60)
        case .keyReused: .invalid("Idempotency-Key", "this Idempotency-Key was used with another body: take a new one")
        case .refused(let code): Problem(.unprocessableContent, "the portal refused the lead (\(code)): check the values and the app's rights")
        case .tryLater(let seconds): .unavailable("the portal's answer is awaited: send the same request again", retryAfter: seconds)
        case .notFound: Problem(.notFound, "the portal has no such lead")
        }
    }
}
