import Foundation

/// Requests to the authorisation host (`settings/oauth/*.md`).
extension SandboxPortal {
    func answerOAuth(_ ask: HTTPAsk) async -> HTTPAnswer {
        var parameters = FormCoding.decode(ask.query)
        if ask.isJSON {
            for (key, value) in (try? JSONParser.parse(ask.body).members) ?? [:] { parameters[key] = value }
        } else {
            for (key, value) in FormCoding.decode(ask.bodyText) { parameters[key] = value }
        }
        let asked = parameters
        switch ask.path {
        case "/oauth/token/", "/oauth/token":
            return await serve("oauth", version: 0, parameters: ["grant_type": asked["grant_type"] ?? .null], isREST: false) { portal in
                portal.token(asked)
            }
        case "/rest/app.info", "/rest/app.info/", "/rest/app.info.json":
            return await serve("oauth.app.info", version: 0, parameters: [:], isREST: false) { portal in portal.applicationInfo(asked) }
        default:
            return .html("<html><body><h1>404 Not Found</h1></body></html>", status: 404)
        }
    }

    private func refused(_ code: String, _ description: String, status: Int = 400) -> HTTPAnswer {
        refusal(RESTFault(status, code, description))
    }

    private func token(_ parameters: JSONObject) -> HTTPAnswer {
        for key in parameters.keys where !["grant_type", "client_id", "client_secret", "refresh_token", "code"].contains(key) {
            change { state in state.complain("oauth: unknown parameter \(key)") }
        }
        guard let clientID = parameters["client_id"]?.text, let secret = parameters["client_secret"]?.text else {
            return refused("invalid_request", "client_id and client_secret are required")
        }
        guard clientID == configuration.clientID, secret == configuration.clientSecret else {
            return refused("invalid_client", "Invalid client data", status: 401)
        }
        guard parameters["grant_type"]?.text == "refresh_token" else {
            return parameters["grant_type"]?.text == "authorization_code"
                ? refused("invalid_grant", "The authorization code is unknown or expired") : refused("invalid_request", "Unknown grant_type")
        }
        guard let refresh = parameters["refresh_token"]?.text else { return refused("invalid_request", "refresh_token is required") }
        do throws(TokenDesk.Refusal) {
            let pair = try change { state throws(TokenDesk.Refusal) in
                try state.tokens.rotate(refresh, now: state.now, random: &state.random)
            }
            return .json(answer(pair))
        } catch {
            return refused("invalid_grant", "The refresh token is invalid or was used already")
        }
    }

    private func answer(_ pair: TokenDesk.Pair) -> JSON {
        [
            "access_token": .string(pair.access), "expires": .int(Int(pair.expires.timeIntervalSince1970)),
            "expires_in": .int(configuration.accessTokenLifetime), "scope": .string(configuration.scopes.joined(separator: ",")),
            "domain": .string(String(state.oauthAddress.dropFirst("http://".count))), "server_endpoint": .string("\(state.oauthAddress)/rest/"),
            "status": "L", "client_endpoint": .string("\(state.portalAddress)/rest/"), "member_id": .string(configuration.memberID),
            "user_id": .int(pair.userID), "refresh_token": .string(pair.refresh),
        ]
    }

    private func applicationInfo(_ parameters: JSONObject) -> HTTPAnswer {
        state.now = configuration.now()
        guard let token = parameters["auth"]?.text, let holder = state.tokens.holder(of: token) else { return refusal(.noAuthorisation()) }
        guard holder.expires > state.now else { return refusal(.expiredToken()) }
        let scope = JSON.string(configuration.scopes.joined(separator: ","))
        return .json([
            "result": [
                "client_id": .string(configuration.clientID), "scope": scope, "expires": .string(state.time.text(holder.expires)),
                "install": [
                    "installed": .bool(state.isInstalled), "version": "1", "status": "L", "scope": scope, "domain": .string(host),
                    "uri": .string(state.portalAddress), "client_endpoint": .string("\(state.portalAddress)/rest/"),
                    "member_id": .string(configuration.memberID), "member_type": "cloud",
                ],
                "user_id": .int(holder.userID),
            ],
            "time": state.timeBlock(method: "app.info", started: state.now),
        ])
    }
}
