/// Variables of the environment that look like settings of ours and are none, or have no effect yet.
enum StrayVariables {
    /// What to say about one variable.
    struct Finding: Sendable, Equatable {
        let key: String
        let detail: String
    }

    /// Beginnings that nobody else is likely to use, but for the exceptions.
    private static let ours = [
        "HTTP_", "API_TOKEN", "STORAGE_", "BITRIX24_", "SIP_", "WEBRTC_", "AUDIOSOCKET_", "ASR_", "TTS_", "LLM_", "OPENAI_", "CALL_", "CALLS_", "EFFECT_", "JOB_",
        "RECORDING_", "RETENTION_", "TEMPLATES_", "LOG_LEVEL",
    ]
    /// Well-known variables of other programs: proxies, OpenAI's own libraries, Jenkins, Kubernetes.
    private static let foreign: Set<String> = [
        "HTTP_PROXY", "HTTP_PROXY_HOST", "HTTP_PROXY_PORT", "HTTP_PROXY_USER", "HTTP_PROXY_PASSWORD", "HTTP_NO_PROXY", "HTTP_HOME", "HTTP_TIMEOUT", "OPENAI_ORG_ID",
        "OPENAI_ORGANIZATION", "OPENAI_PROJECT", "OPENAI_PROJECT_ID", "OPENAI_LOG", "OPENAI_WEBHOOK_SECRET", "OPENAI_API_TYPE", "OPENAI_API_VERSION",
        "JOB_NAME", "JOB_BASE_NAME", "JOB_URL", "JOB_DISPLAY_URL", "JOB_ID", "JOB_COMPLETION_INDEX",
    ]

    /// What is strange in the environment, by name.
    static func found(in environment: [String: String]) -> [Finding] {
        environment.keys.sorted().compactMap { key in
            guard !foreign.contains(key), !isServiceLink(key) else { return nil }
            guard let detail = detail(key) else { return nil }
            if case .unknown(near: nil) = SettingsKey.standing(of: key), !ours.contains(where: key.hasPrefix) { return nil }
            return Finding(key: key, detail: detail)
        }
    }

    /// What to say about a key; `nil` for a setting that works.
    static func detail(_ key: String) -> String? {
        switch SettingsKey.standing(of: key) {
        case .known: nil
        case .withoutEffect: "\(key) has no effect: this version does not have that part yet"
        case .unknown(let near?): "no setting is called \(key): did you mean \(near)?"
        case .unknown(nil): "no setting is called \(key): install/env.example lists them"
        }
    }

    /// Kubernetes and Docker links describe a neighbour called `http` or `storage` by STORAGE_SERVICE_HOST, STORAGE_PORT_80_TCP_ADDR and the like.
    private static func isServiceLink(_ key: String) -> Bool {
        key.contains("_SERVICE_HOST") || key.contains("_SERVICE_PORT") || key.firstMatch(of: /_PORT_[0-9]+_(TCP|UDP)/) != nil
    }
}
