import Bitrix24
package import Fetch
package import Foundation
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
    package let analyst: CallAnalyst
    package let fetcher: Fetcher
    package let now: @Sendable () -> Date
    package let logger: Logger
    /// One client at a time is looked up or created for a number.
    let phoneLocks = KeyedLocks()

    package init(
        store: Store, portals: PortalDirectory, effects: EffectSender, configuration: DeskConfiguration, texts: CRMTexts, recogniser: any Recogniser,
        analyst: CallAnalyst, fetcher: Fetcher, now: @escaping @Sendable () -> Date, logger: Logger
    ) {
        self.store = store
        self.portals = portals
        self.effects = effects
        self.configuration = configuration
        self.texts = texts
        self.recogniser = recogniser
        self.analyst = analyst
        self.fetcher = fetcher
        self.now = now
        self.logger = logger
    }
}
