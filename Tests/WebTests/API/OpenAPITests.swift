import Bitrix24
import Dialog
import Foundation
import HTTPTypes
import NIOHTTP1
import Testing

@testable import Web

/// Every answer of every other test is held against the document as well, see `DescribedAnswers`.
@Suite struct OpenAPITests {
    @Test("The document served describes every method of every route and no other") func operations() async throws {
        try await TestServer.run { server in
            let answer = try await server.send(.GET, "/openapi.yaml")
            #expect(answer.status == 200)
            #expect(try APIDocument(answer.text).operations == Set(try server.routes().map { "\($0.method.rawValue) \($0.path)" }))
        }
    }

    @Test("What a route's access, parameters and body can lead to is described") func derived() async throws {
        let document = try APIDocument.ours.get()
        try await TestServer.run { server in
            for route in try server.routes() {
                let statuses = try #require(document.statuses(route.method.rawValue, route.path))
                let missing = Self.statuses(route).subtracting(statuses)
                #expect(missing.isEmpty, "\(route.method.rawValue) \(route.path): \(missing.sorted())")
            }
        }
    }

    /// The least that a route can answer, by what is known of it.
    private static func statuses(_ route: Route) -> Set<Int> {
        var statuses: Set<Int> = []
        switch route.access {
        case .everybody: break
        // The storage may be gone and the handler may fail.
        case .portal: statuses = [403, 500, 503]
        case .integration, .integrationOrPage, .integrationOrPageOrTicket, .page: statuses = [401, 403, 500, 503]
        }
        // A page's renewal of its bearer has no body.
        if route.method == .post, route.access != .page { statuses.formUnion([400, 408, 413]) }
        if route.method == .post, route.access == .integration { statuses.formUnion([415, 422]) }
        if route.path.contains("{") { statuses.insert(404) }
        // These ask the portal while the caller waits.
        if route.group == .leads { statuses.insert(502) }
        return statuses
    }

    @Test("Not now says when, and who is not let in hears how, at every address") func headers() throws {
        let document = try APIDocument.ours.get()
        for operation in document.operations where operation != "GET /readyz" {
            let words = operation.split(separator: " ").map(String.init)
            let statuses = document.statuses(words[0], words[1]) ?? []
            if statuses.contains(503) { #expect(document.headers(words[0], words[1], 503) == ["retry-after"], "\(operation)") }
            if statuses.contains(401) { #expect(document.headers(words[0], words[1], 401) == ["www-authenticate"], "\(operation)") }
        }
        #expect(document.headers("POST", "/leads", 201) == ["location"])
        #expect(document.headers("POST", "/leads", 200) == ["location", "idempotent-replayed"])
    }

    @Test("An analysis with everything in it, and one with next to nothing, are as described") func analysis() throws {
        let document = try APIDocument.ours.get()
        let full = CallAnalysis(
            summary: [Claim(text: "t", utterances: [0])],
            slots: SlotName.allCases.map { Slot(name: $0, value: "v", confidence: 0.5, quote: "q", utterance: 0) },
            objections: ObjectionKind.allCases.map { Objection(kind: $0, quote: "q", utterance: 1, answered: true) },
            wantsPerson: Evidence(quote: "q", utterance: 1),
            callBack: CallBack(text: "t", at: Date(timeIntervalSince1970: 1_800_000_000), promised: true, utterance: 1), sentiment: .positive,
            outcome: .qualified, nextStep: "n",
            scriptScore: ScriptScore(points: 50, checks: [ScriptCheck(name: "greeting", met: true, utterance: 0), ScriptCheck(name: "farewell", met: false)]),
            analyst: "rules")
        for analysis in [full, CallAnalysis(analyst: "rules")] + Outcome.allCases.map({ CallAnalysis(outcome: $0, analyst: "rules") }) {
            let data = try #require(JSONAnswer.encoded(analysis))
            #expect(document.differences(try JSONDecoder().decode(JSONValue.self, from: data), from: "Analysis") == [])
        }
        #expect(document.differences(["summary": 5, "mood": "x"], from: "Analysis").count > 5, "the comparison itself finds what differs")
    }

    @Test("Leads, recognitions and readiness that are served are as described") func served() async throws {
        let document = try APIDocument.ours.get()
        try await TestServer.run { server in
            try await server.install()
            let lead = try await server.postJSON("/leads", #"{"phone": "+79991234567", "name": "Иван"}"#)
            #expect(lead.status == 201)
            #expect(document.differences(lead.json, from: "Lead") == [])
            #expect(document.differences(try await server.send(.GET, "/readyz").json, from: "Readiness") == [])
            #expect(document.differences(try await server.send(.GET, "/api/v1/calls/7").json, from: "Problem") == [])
            let (own, _, _) = try await CallRouteTests.fill(server)
            #expect(document.differences(try await server.send(.GET, "/api/v1/calls/\(own[2])").json, from: "CallEntry") == [])
            #expect(document.differences(try await server.send(.GET, "/api/v1/calls?portal=\(FakePortal.memberID)").json, from: "CallList") == [])
        }
    }
}
