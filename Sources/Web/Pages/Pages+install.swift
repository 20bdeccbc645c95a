import Bitrix24
import CallDesk
import Hummingbird
import Storage

extension Pages {
    private struct Setup: Encodable {
        /// Nothing is missing: the page may end by itself.
        let complete: Bool
        let finished: String
        let failed: String
    }

    /// What the installation found and did.
    func installed(_ report: Installer.Report, language: PageLanguage) throws -> Response {
        let texts = texts(language)
        let refused = report.bindings?.refused.sorted { $0.key < $1.key } ?? []
        let isComplete = report.missingScopes.isEmpty && refused.isEmpty && report.bindings != nil
        let values: [String: Any] = [
            "domain": report.portal.domain,
            "mode": texts[report.mode.map { $0 == .simple ? "modeSimple" : "modeClassic" } ?? "modeUnknown"] ?? "",
            "bound": (report.bindings.map { $0.bound + $0.alreadyBound } ?? []).sorted(),
            "isUnbound": report.bindings == nil,
            "hasRefused": !refused.isEmpty,
            "refused": refused.map { ["event": $0.key, "code": $0.value] },
            "hasMissing": !report.missingScopes.isEmpty,
            "missing": report.missingScopes.map { ["scope": $0, "effect": texts["scope" + $0.prefix(1).uppercased() + $0.dropFirst()] ?? ""] },
            "complete": isComplete,
            "setup": ScriptData.text(Setup(complete: isComplete, finished: texts["finished"] ?? "", failed: texts["finishFailed"] ?? "")),
        ]
        return try page(
            .install, language: language, frames: frames(of: report.portal.clientEndpoint, domain: report.portal.domain),
            library: library(language, clientEndpoint: report.portal.clientEndpoint), values: values)
    }

    /// What the address is for, to whoever opens it in a browser.
    func address(language: PageLanguage) throws -> Response {
        try page(
            .address, language: language, frames: [],
            values: ["install": "\(configuration.publicURL)/bitrix24/install", "app": "\(configuration.publicURL)/bitrix24/app"])
    }

    /// What runs here, to whoever opens the server's own address in a browser.
    func home(language: PageLanguage) throws -> Response { try page(.home, language: language, frames: [], values: [:]) }

    /// The portal shows it in a frame, and which portal that is is just what could not be verified: any may frame it, it holds nothing.
    func refused(language: PageLanguage) throws -> Response {
        try page(.refused, language: language, status: .forbidden, frames: nil, values: [:])
    }
}
