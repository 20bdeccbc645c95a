package import Foundation
import GRDB

extension Store {
    static let effectByMarkerSQL = "SELECT * FROM effect WHERE portalID = ? AND marker = ?"
    static let lastEffectSQL = "SELECT * FROM effect WHERE portalID = ? AND marker >= ? AND marker < ? ORDER BY marker DESC LIMIT 1"
    static let unresolvedEffectsSQL =
        "SELECT * FROM effect INDEXED BY effectUnresolved WHERE state IN ('ready', 'sending', 'unknown') AND id > ? ORDER BY id LIMIT ?"

    /// Stores the intent, or returns the one that is there: (portalID, marker) is unique.
    /// - Throws: `invalidValue` (unknown portal or call, marker too long).
    package func recordIntent(
        portalID: Int64, kind: String, marker: String, callID: Int64? = nil, holder: String, now: Date
    ) async throws(StoreError) -> EffectRow {
        try await write { db in
            if let row = try Self.effect(portalID, marker, in: db) { return row }
            return try EffectRow(id: 0, portalID: portalID, kind: kind, marker: marker, callID: callID, holder: holder, createdAt: now).insertNew(
                in: db)
        }
    }

    /// Moves an effect that still is in the state the caller knows; false if it is not. Moving to `sending` counts an attempt and notes the time.
    /// - Parameters:
    ///   - remoteID: nil keeps what is stored.
    ///   - note: nil keeps what is stored; cut at ``StoreLimit/noteCharacters``.
    ///   - attempt: if given, the effect must not have been sent again since: a late answer to an earlier sending then changes nothing.
    /// - Throws: `invalidValue` where ``EffectState/allows(_:)`` says no, or `unknown` comes without its time.
    package func moveEffect(
        id: Int64, from: EffectState, to: EffectState, remoteID: String? = nil, note: String? = nil, unknownUntil: Date? = nil, attempt: Int? = nil,
        holder: String, now: Date
    ) async throws(StoreError) -> Bool {
        guard from.allows(to) else { throw StoreError(.invalidValue, "an effect that is \(from.rawValue) cannot become \(to.rawValue)") }
        return try await write { db in
            guard var row = try EffectRow.fetch(id: id, in: db), row.state == from, attempt.map({ $0 == row.attempt }) ?? true else { return false }
            let sent = row.attempt
            row.state = to
            row.remoteID = remoteID ?? row.remoteID
            row.note = note.map(StoreLimit.cut) ?? row.note
            row.unknownUntil = unknownUntil
            row.holder = holder
            row.updatedAt = now
            if to == .sending {
                row.attempt += 1
                row.sendingSince = now
            }
            return try row.update(in: db, where: "state = :from AND attempt = :sent", ["from": from.rawValue, "sent": sent])
        }
    }

    package func effect(portalID: Int64, marker: String) async throws(StoreError) -> EffectRow? {
        try await read { db in try Self.effect(portalID, marker, in: db) }
    }

    /// Of the effects whose marker begins with `markerPrefix`, the one whose marker sorts last.
    /// - Parameter markerPrefix: not empty; ends in a character below U+007F.
    package func lastEffect(portalID: Int64, markerPrefix: String) async throws(StoreError) -> EffectRow? {
        guard let last = markerPrefix.utf8.last, last < 0x7F else { throw StoreError(.invalidValue, "the beginning of a marker ends in a plain character") }
        let beyond = markerPrefix.dropLast() + String(decoding: [last + 1], as: UTF8.self)
        return try await read { db in try EffectRow.first(Self.lastEffectSQL, [portalID, markerPrefix, String(beyond)], in: db) }
    }

    package func effect(id: Int64) async throws(StoreError) -> EffectRow? {
        try await read { db in try EffectRow.fetch(id: id, in: db) }
    }

    /// All effects of one call, oldest first.
    package func effects(callID: Int64) async throws(StoreError) -> [EffectRow] {
        try await read { db in try EffectRow.all("SELECT * FROM effect WHERE callID = ? ORDER BY id LIMIT ?", [callID, StoreLimit.pageRows], in: db) }
    }

    /// Effects that are neither done nor refused, oldest first; a page of them.
    /// - Parameter after: only ids above, for the next page.
    package func unresolvedEffects(after: Int64 = 0) async throws(StoreError) -> [EffectRow] {
        try await read { db in
            try EffectRow.all(Self.unresolvedEffectsSQL, [after, StoreLimit.pageRows], in: db)
        }
    }

    private static func effect(_ portalID: Int64, _ marker: String, in db: Database) throws -> EffectRow? {
        try EffectRow.first(effectByMarkerSQL, [portalID, marker], in: db)
    }
}
