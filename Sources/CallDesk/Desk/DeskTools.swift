package import Bitrix24
package import Dialog
package import Fetch
package import Foundation
package import LanguageModel
package import Logging
package import Speech
package import Storage

/// What the use cases share: the store, the portals, the providers, the clock.
package struct DeskTools: Sendable {
    package let store: Store
    package let portals: PortalDirectory
    package let effects: EffectSender
    package let configuration: DeskConfiguration
    package let texts: CRMTexts
    package let recogniser: any Recogniser
    package let model: any ChatModel
    package let rules: RuleAnalyser
    package let analysisPrompt: AnalysisSchema
    package let fetcher: Fetcher
    package let now: @Sendable () -> Date
    package let logger: Logger
    /// One client at a time is looked up or created for a number.
    let phoneLocks = KeyedLocks()

    package init(
        store: Store, portals: PortalDirectory, effects: EffectSender, configuration: DeskConfiguration, texts: CRMTexts, recogniser: any Recogniser,
        model: any ChatModel, rules: RuleAnalyser, analysisPrompt: AnalysisSchema, fetcher: Fetcher, now: @escaping @Sendable () -> Date, logger: Logger
    ) {
        self.store = store
        self.portals = portals
        self.effects = effects
        self.configuration = configuration
        self.texts = texts
        self.recogniser = recogniser
        self.model = model
        self.rules = rules
        self.analysisPrompt = analysisPrompt
        self.fetcher = fetcher
        self.now = now
        self.logger = logger
    }
}
