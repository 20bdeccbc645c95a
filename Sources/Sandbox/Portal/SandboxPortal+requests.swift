import Foundation

/// Requests to the portal's own host.
extension SandboxPortal {
    func answerPortal(_ ask: HTTPAsk) async -> HTTPAnswer {
        if ask.path == "/rest/download.json" { return await download(ask, named: "download") { $0.file(downloadToken: $1["token"]?.text ?? "") } }
        if ask.path == "/bitrix/tools/crm_show_file.php" { return await activityFile(ask) }
        if ask.path.hasPrefix("/rest/api/") { return await answerRESTThree(ask) }
        if ask.path.hasPrefix("/rest/") { return await answerREST(ask) }
        return await answerPage(ask)
    }

    /// Runs a request between its hooks and planned mishaps; `serve` is what executes it.
    func serve(
        _ method: String, version: Int, parameters: JSON, isREST: Bool, _ serve: @Sendable (isolated SandboxPortal) -> HTTPAnswer
    ) async -> HTTPAnswer {
        let number = log.open(method: method, version: version, parameters: parameters)
        await call(hook, number, .beforeExecuting)
        let fault = faults.fault(for: method, isREST: isREST)
        if case .slow(let duration)? = fault { try? await configuration.sleep(duration) }
        if let answer = Self.answerInstead(fault) { return finish(number, answer) }
        if isREST, !change({ state in state.bucket.admit(now: state.now) }) { return finish(number, refusal(.queryLimit())) }
        let answer = serve(self)
        log.update(number) { $0.isExecuted = answer.status < 400 }
        await call(hook, number, .afterExecuting)
        switch fault {
        case .fail500AfterExecuting: return finish(number, refusal(.internalError()))
        case .cutAfterExecuting: return finish(number, .cut)
        default: return finish(number, answer)
        }
    }

    private func call(_ hook: (@Sendable (RequestRecord, RequestMoment) async -> Void)?, _ number: Int, _ moment: RequestMoment) async {
        guard let hook, let record = log.record(number) else { return }
        await hook(record, moment)
    }

    private static func answerInstead(_ fault: PlannedFault.Kind?) -> HTTPAnswer? {
        switch fault {
        case .fail500BeforeExecuting: refusal(.internalError())
        case .cutBeforeExecuting: .cut
        case .html: .html("<!DOCTYPE html><html><head><title>Bitrix24</title></head><body>Please wait...</body></html>")
        case .queryLimit: refusal(.queryLimit())
        case .operationLimit: refusal(.operationLimit())
        case .expiredToken: refusal(.expiredToken())
        case .refusal(let code): refusal(RESTFault(400, code, "Refused as planned"))
        case .slow, .fail500AfterExecuting, .cutAfterExecuting, nil: nil
        }
    }

    private func finish(_ number: Int, _ answer: HTTPAnswer) -> HTTPAnswer {
        var code: String?
        if answer.status >= 400, let body = try? JSONParser.parse(answer.body) { code = body["error"].text ?? body["error"]["code"].text }
        log.update(number) {
            $0.status = answer.status
            $0.errorCode = code
        }
        return answer
    }

    static func refusal(_ fault: RESTFault) -> HTTPAnswer { .json(fault.body, status: fault.status) }

    func refusal(_ fault: RESTFault) -> HTTPAnswer { Self.refusal(fault) }

    // MARK: REST 2

    private func answerREST(_ ask: HTTPAsk) async -> HTTPAnswer {
        var method = String(ask.path.dropFirst("/rest/".count))
        if method.hasSuffix(".json") { method.removeLast(".json".count) }
        guard ask.method == "POST" || ask.method == "GET" else { return refusal(.unknownMethod()) }
        var parameters = FormCoding.decode(ask.query)
        if ask.isJSON {
            guard ask.body.isEmpty || (try? JSONParser.parse(ask.body).members) != nil else { return refusal(.argument("Request body is not JSON")) }
            for (key, value) in (try? JSONParser.parse(ask.body).members) ?? [:] { parameters[key] = value }
        } else {
            for (key, value) in FormCoding.decode(ask.bodyText) { parameters[key] = value }
        }
        let token = parameters["auth"]?.text ?? parameters["access_token"]?.text
        parameters["auth"] = nil
        parameters["access_token"] = nil
        let (asked, name) = (parameters, method)
        return await serve(name, version: 2, parameters: .object(asked), isREST: true) { portal in
            portal.execute(name, asked, token: token)
        }
    }

    private func execute(_ method: String, _ parameters: JSONObject, token: String?) -> HTTPAnswer {
        do throws(RESTFault) {
            return try change { state throws(RESTFault) in
                let userID = try Self.userID(of: token, state)
                let started = state.now
                state.convertWaitingLeads()
                let reply =
                    method.lowercased() == "batch"
                    ? try BatchRun.run(&state, parameters, userID: userID) : try state.execute(method, parameters, userID: userID)
                return .json(state.envelope(reply, method: method, started: started))
            }
        } catch {
            return refusal(error)
        }
    }

    private static func userID(of token: String?, _ state: PortalState) throws(RESTFault) -> Int {
        guard let token, let holder = state.tokens.holder(of: token) else { throw .noAuthorisation() }
        guard holder.expires > state.now else { throw .expiredToken() }
        guard state.user(holder.userID)?.isActive == true else {
            throw RESTFault(403, "INVALID_CREDENTIALS", "Invalid request credentials")
        }
        return holder.userID
    }

    // MARK: REST 3

    private func answerRESTThree(_ ask: HTTPAsk) async -> HTTPAnswer {
        let method = String(ask.path.dropFirst("/rest/api/".count))
        guard ask.isJSON, var body = try? JSONParser.parse(ask.body).members else {
            return .json(
                ["error": ["code": "BITRIX_REST_V3_EXCEPTION_INVALIDJSONEXCEPTION", "message": "The request body is not valid JSON"]], status: 400)
        }
        let token = body["auth"]?.text
        body["auth"] = nil
        let asked = body
        let key = ask.headers["idempotency-key"]
        return await serve(method, version: 3, parameters: .object(asked), isREST: true) { portal in
            portal.executeThree(method, asked, token: token, key: key)
        }
    }

    private func executeThree(_ method: String, _ body: JSONObject, token: String?, key: String?) -> HTTPAnswer {
        let keyHeader = key.map { ["idempotency-key": $0] } ?? [:]
        do throws(RESTFault) {
            let userID = try change { state throws(RESTFault) in try Self.userID(of: token, state) }
            if let key, !IdempotencyDesk.isValid(key) {
                return .json(
                    RESTThree.Fault(status: 400, code: "INVALIDIDEMPOTENCYKEYEXCEPTION", message: "Invalid Idempotency-Key").body, status: 400)
            }
            if let key, let kept = state.idempotency.answer(key, method: method, userID: userID, now: state.now) {
                guard kept.body == .object(body) else {
                    return .json(
                        RESTThree.Fault(status: 422, code: "IDEMPOTENCYKEYREUSEDEXCEPTION", message: "Idempotency-Key was used with another body")
                            .body,
                        status: 422)
                }
                return .json(kept.answer, headers: keyHeader.merging(["idempotent-replayed": "true"]) { own, _ in own })
            }
            return runThree(method, body, userID: userID, key: key, headers: keyHeader)
        } catch {
            return refusal(error)
        }
    }

    private func runThree(_ method: String, _ body: JSONObject, userID: Int, key: String?, headers: [String: String]) -> HTTPAnswer {
        do throws(RESTThree.Fault) {
            return try change { state throws(RESTThree.Fault) in
                state.convertWaitingLeads()
                let result = try RESTThree.run(&state, method: method, body: body, userID: userID)
                let answer: JSON = ["result": result, "time": state.timeBlock(method: method, started: state.now)]
                if let key { state.idempotency.keep(key, method: method, userID: userID, body: .object(body), answer: answer, now: state.now) }
                return .json(answer, headers: headers)
            }
        } catch {
            return .json(error.body, status: error.status)
        }
    }

    // MARK: Files

    private func activityFile(_ ask: HTTPAsk) async -> HTTPAnswer {
        await download(ask, named: "download") { state, query in
            guard let token = query["auth"]?.text, let holder = state.tokens.holder(of: token), holder.expires > state.now else { return nil }
            guard let activity = query["ownerId"]?.int.flatMap({ state.activities[$0] }), let file = query["fileId"]?.int else { return nil }
            return activity.fileIDs.contains(file) ? state.files[file] : nil
        }
    }

    /// A file, or with wrong credentials the login page with status 200, as the portal does.
    private func download(
        _ ask: HTTPAsk, named name: String, find: @escaping @Sendable (PortalState, JSONObject) -> PortalFile?
    ) async -> HTTPAnswer {
        let query = FormCoding.decode(ask.query)
        let agent = ask.headers["user-agent"] ?? ""
        let range = ask.headers["range"]
        let shown = JSONObject(ask.headers["referer"].map { [("referer", JSON.string($0))] } ?? [])
        return await serve(name, version: 0, parameters: .object(shown), isREST: false) { portal in
            guard !agent.isEmpty else { return .html("<html><body><h1>404 Not Found</h1><hr>nginx</body></html>", status: 404) }
            portal.state.now = portal.configuration.now()
            guard let file = find(portal.state, query) else { return .html(LoginPage.html(portal.state)) }
            return .file(file.bytes, contentType: file.contentType, name: file.name, range: range)
        }
    }
}
