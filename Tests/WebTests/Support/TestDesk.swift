import AsyncHTTPClient
import Bitrix24
import CallDesk
import Dialog
import Fetch
import Foundation
import LanguageModel
import Logging
import Speech
import Storage

/// The use cases over a store in a directory of their own and a fake portal.
enum TestDesk {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    static let templates = root.appending(path: "templates", directoryHint: .isDirectory)

    static func make(
        store: Store, portal: FakePortal, clock: TestClock, recogniser: any Recogniser = FakeRecogniser(), logger: Logger
    ) throws -> Desk {
        var configuration = DeskConfiguration()
        configuration.apps = [AppCredentials(clientID: FakePortal.clientID, clientSecret: Secret("secret-of-the-app"))]
        configuration.policy = BitrixPolicy(oauthHosts: [portal.origin], allowsPlainHTTP: true)
        let now: @Sendable () -> Date = { clock.now }
        let portals = PortalDirectory(store: store, apps: configuration.apps, policy: configuration.policy, http: .shared, logger: logger)
        let analyst = CallAnalyst(
            model: ModelChain([]), rules: RuleAnalyser(phrases: PhraseBase()), prompts: [:], zone: .gmt, deadline: 1, logger: logger)
        let tools = DeskTools(
            store: store, portals: portals, effects: EffectSender(store: store, holder: "test", unknownWait: 75, now: now), configuration: configuration,
            texts: try CRMTexts(directory: templates.appending(path: "crm", directoryHint: .isDirectory)), recogniser: recogniser, analyst: analyst,
            fetcher: Fetcher(), now: now, logger: logger)
        return Desk(tools: tools, http: .shared, runnerConfiguration: JobRunner.Configuration(), holder: "test", random: { 0.5 })
    }
}
