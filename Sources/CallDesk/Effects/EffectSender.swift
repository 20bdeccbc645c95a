import Bitrix24
package import Foundation
package import Storage

/// Performs effects: the shell around ``Effect``. Every step that must survive a crash is committed before the next one starts.
package struct EffectSender: Sendable {
    /// One effect: what it is, by what its trace in the portal is recognised, and how to look and to send.
    struct Intent: Sendable {
        let kind: String
        /// Unique within the portal; derived from the business key, never from the attempt.
        let marker: String
        let callID: Int64?
        /// Looks the marker up in the portal; `nil` = not there. An effect that sets absolute values has nothing to look up.
        let find: @Sendable () async throws(BitrixError) -> String?
        /// Sends it and returns the portal's id of what it made.
        let send: @Sendable () async throws(BitrixError) -> String

        init(
            kind: String, marker: String, callID: Int64?,
            find: @escaping @Sendable () async throws(BitrixError) -> String? = { () async throws(BitrixError) -> String? in nil },
            send: @escaping @Sendable () async throws(BitrixError) -> String
        ) {
            self.kind = kind
            self.marker = marker
            self.callID = callID
            self.find = find
            self.send = send
        }
    }

    let store: Store
    /// Tells this process's intents from those of an earlier one.
    let holder: String
    let unknownWait: TimeInterval
    let now: @Sendable () -> Date

    package init(store: Store, holder: String, unknownWait: TimeInterval, now: @escaping @Sendable () -> Date) {
        self.store = store
        self.holder = holder
        self.unknownWait = unknownWait
        self.now = now
    }

    /// Does the effect unless it is done already, and returns the portal's id of its result.
    func perform(_ intent: Intent, portalID: Int64) async throws -> String {
        let row = try await store.recordIntent(
            portalID: portalID, kind: intent.kind, marker: intent.marker, callID: intent.callID, holder: holder, now: now())
        var run = Run(sender: self, intent: intent, row: row)
        return try await run.drive()
    }

    /// What the effect was to bring about stands in the portal already: an intent that an earlier run left open is closed with it. Nothing happens where there is
    /// no such intent.
    func settle(_ marker: String, as remoteID: String, portalID: Int64) async throws {
        guard let row = try await store.effect(portalID: portalID, marker: marker), row.state != .done, row.state != .refused else { return }
        _ = try await store.moveEffect(id: row.id, from: row.state, to: .done, remoteID: remoteID, holder: holder, now: now())
    }

    /// One attempt: the core, its ledger row, and what is left to do.
    private struct Run {
        let sender: EffectSender
        let intent: Intent
        let row: EffectRow
        /// What the ledger says now.
        var ledger: EffectState
        var effect: Effect
        var refusal: BitrixError?

        init(sender: EffectSender, intent: Intent, row: EffectRow) {
            self.sender = sender
            self.intent = intent
            self.row = row
            ledger = row.state
            effect = Effect(state: Self.state(of: row, holder: sender.holder), unknownWait: sender.unknownWait)
        }

        mutating func drive() async throws -> String {
            var actions = effect.handle(.wanted(at: sender.now()))
            while !actions.isEmpty {
                let action = actions.removeFirst()
                switch action {
                case .persist:
                    try await persist()
                    if actions.isEmpty { actions = effect.handle(.wanted(at: sender.now())) }
                case .lookUp:
                    actions = try await lookUp()
                case .send:
                    actions = await send()
                case .wait(let until):
                    throw EffectError.pending(until: until)
                case .finish(let id):
                    return id
                case .giveUp(let note):
                    throw EffectError.refused(refusal ?? BitrixError(note, execution: .refused))
                case .postpone:
                    throw EffectError.postponed(refusal ?? BitrixError("POSTPONED", execution: .notExecuted))
                }
            }
            throw EffectError.pending(until: sender.now().addingTimeInterval(sender.unknownWait))
        }

        private mutating func lookUp() async throws -> [Effect.Action] {
            guard let id = try await intent.find() else { return effect.handle(.notFound) }
            return effect.handle(.found(remoteID: id))
        }

        private mutating func send() async -> [Effect.Action] {
            do {
                return effect.handle(.succeeded(remoteID: try await intent.send()))
            } catch {
                refusal = error
                if error.isDenial { return effect.handle(.refusedForGood(note: error.code)) }
                switch error.execution {
                case .notExecuted: return effect.handle(.notExecuted)
                case .refused: return effect.handle(.refusedForGood(note: error.code))
                case .unknown: return effect.handle(.outcomeUnknown(at: sender.now()))
                }
            }
        }

        private mutating func persist() async throws {
            let target = Self.stored(effect.state)
            let moved = try await sender.store.moveEffect(
                id: row.id, from: ledger, to: target.state, remoteID: target.remoteID, note: target.note, unknownUntil: target.unknownUntil,
                holder: sender.holder, now: sender.now())
            // Somebody else moved it: one holder per marker, so leave it to them and look again later.
            guard moved else { throw EffectError.pending(until: sender.now().addingTimeInterval(1)) }
            ledger = target.state
        }

        private static func state(of row: EffectRow, holder: String) -> Effect.State {
            switch row.state {
            case .ready: .ready(inherited: row.holder != holder)
            case .sending: .sending(since: row.sendingSince ?? .distantPast)
            case .unknown: .unknown(until: row.unknownUntil ?? .distantPast)
            case .done: .done(remoteID: row.remoteID ?? "")
            case .refused: .refused(note: row.note ?? "")
            }
        }

        private static func stored(
            _ state: Effect.State
        ) -> (state: EffectState, remoteID: String?, note: String?, unknownUntil: Date?) {
            switch state {
            case .ready: (.ready, nil, nil, nil)
            case .sending: (.sending, nil, nil, nil)
            case .unknown(let until): (.unknown, nil, nil, until)
            case .done(let id): (.done, id, nil, nil)
            case .refused(let note): (.refused, nil, note, nil)
            }
        }
    }
}
