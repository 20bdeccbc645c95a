import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

extension SandboxPortal {
    /// Scripts of an installation page that are looked into.
    private static let scriptLimit = 5

    /// Does what the portal does when its administrator opens a new application: posts to the installation page inside a frame and
    /// waits for the page to call `installFinish`. Until then no event is delivered.
    /// - Parameter handlerURL: the application's main page.
    package func installApp(installURL: String, handlerURL: String) async -> InstallOutcome {
        state.installURL = installURL
        state.handlerURL = handlerURL
        let opening = pagePost(placement: "DEFAULT", options: [:], userID: state.administrator?.id ?? 1)
        guard let answer = await send(opening.form, to: Self.address(installURL, adding: opening.query)) else {
            return InstallOutcome(status: nil, contentType: nil, page: "", callsInstallFinish: false, isFrameable: false)
        }
        let outcome = InstallOutcome(
            status: answer.status, contentType: answer.headers.first(name: "content-type"), page: answer.body,
            callsInstallFinish: await callsInstallFinish(answer.body, at: installURL),
            isFrameable: isFrameable(answer.headers))
        if outcome.isInstalled { finishInstall() }
        return outcome
    }

    /// Installs an application without pages: ONAPPINSTALL is posted to its installation address, and no page is waited for.
    /// - Returns: status of the answer; nil when nobody answered.
    package func installHeadless(installURL: String) async -> Int? {
        state.installURL = installURL
        state.now = configuration.now()
        let user = state.administrator?.id ?? 1
        let pair = state.issueTokens(for: user)
        var block = authorisation(actor: user).members ?? [:]
        block["access_token"] = .string(pair.access)
        block["refresh_token"] = .string(pair.refresh)
        let body = FormCoding.encode([
            "event": "ONAPPINSTALL", "data": installData, "ts": .string(String(Int(state.now.timeIntervalSince1970))), "auth": .object(block),
        ])
        guard let answer = await send(body, to: installURL) else { return nil }
        if answer.status == 200 { state.isInstalled = true }
        return answer.status
    }

    /// The page called `installFinish`: the application is open to everybody, and ONAPPINSTALL goes out if it is bound.
    func finishInstall() {
        guard !state.isInstalled else { return }
        state.isInstalled = true
        let data = installData
        change { state in state.queue("ONAPPINSTALL", data, actor: state.administrator?.id) }
    }

    /// The administrator takes the application out: its tokens and bindings are gone before ONAPPUNINSTALL reaches whoever was bound to it.
    /// - Parameter cleans: the application's data is to be deleted too.
    package func uninstallApp(cleans: Bool = false) async {
        guard state.isInstalled else { return }
        state.now = configuration.now()
        let data: JSON = ["LANGUAGE_ID": .string(configuration.language), "CLEAN": cleans ? "1" : "0"]
        let notices = prepare(QueuedEvent(name: "ONAPPUNINSTALL", data: data, actor: nil))
        state.isInstalled = false
        state.eventBindings = []
        state.placements = []
        state.tokens.dropAll()
        for notice in notices { _ = await post(notice) }
    }

    private var installData: JSON {
        ["VERSION": "1", "ACTIVE": "Y", "INSTALLED": "Y", "LANGUAGE_ID": .string(configuration.language)]
    }

    /// What the portal posts when it opens one of the application's pages for a user (`settings/oauth/simple-way.md`).
    func pagePost(placement: String, options: JSONObject, userID: Int) -> (query: String, form: String) {
        let fields = pageFields(placement: placement, options: options, userID: userID)
        return (fields.query, FormCoding.encode(fields.form))
    }

    func pageFields(placement: String, options: JSONObject, userID: Int) -> (query: String, form: JSONObject) {
        state.now = configuration.now()
        let pair = state.issueTokens(for: userID)
        let query = FormCoding.encode([
            "DOMAIN": .string(host), "PROTOCOL": "0", "LANG": .string(configuration.language), "APP_SID": .string(state.random.hex(32)),
        ])
        let form: JSONObject = [
            "AUTH_ID": .string(pair.access), "AUTH_EXPIRES": .string(String(configuration.accessTokenLifetime)), "REFRESH_ID": .string(pair.refresh),
            "SERVER_ENDPOINT": .string("\(state.oauthAddress)/rest/"), "APPLICATION_TOKEN": .string(state.applicationToken),
            "APPLICATION_SCOPE": .string(configuration.scopes.joined(separator: ",")), "member_id": .string(configuration.memberID), "status": "L",
            "PLACEMENT": .string(placement), "PLACEMENT_OPTIONS": .string(options.isEmpty ? "[]" : JSON.object(options).encodedText),
        ]
        return (query, form)
    }

    static func address(_ url: String, adding query: String) -> String { url + (url.contains("?") ? "&" : "?") + query }

    private func callsInstallFinish(_ page: String, at url: String) async -> Bool {
        if page.contains("installFinish(") { return true }
        for source in Self.scriptSources(page).prefix(Self.scriptLimit) {
            guard let script = URL(string: source, relativeTo: URL(string: url)), script.host() == URL(string: url)?.host() else { continue }
            guard let response = try? await client?.execute(HTTPClientRequest(url: script.absoluteString), timeout: .seconds(10)),
                let body = try? await response.body.collect(upTo: 1_048_576)
            else { continue }
            if String(buffer: body).contains("installFinish(") { return true }
        }
        return false
    }

    private static func scriptSources(_ page: String) -> [String] {
        page.matches(of: /<script[^>]*\ssrc=["']([^"']+)["']/.ignoresCase()).map { String($0.1) }
    }

    private func isFrameable(_ headers: HTTPHeaders) -> Bool {
        guard headers["x-frame-options"].isEmpty else { return false }
        let policies = headers["content-security-policy"].flatMap { $0.split(separator: ";") }
        let ancestors = policies.map { $0.trimmingCharacters(in: .whitespaces) }.filter { $0.hasPrefix("frame-ancestors") }
        return ancestors.allSatisfy { $0.contains(host) || $0.contains("*") || $0.contains("http:") }
    }
}
