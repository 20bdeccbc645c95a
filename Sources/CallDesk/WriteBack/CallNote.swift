import Bitrix24
import Dialog
import Foundation
import Logging
import Storage

/// What the call's card says about it: blocks inside the native call activity, or a timeline comment where the portal refuses blocks.
struct CallNote: Sendable {
    enum Content: Sendable {
        case analysis(CallAnalysis, [Utterance], caveats: [HearingCaveat] = [])
        case noRecording
        case notFetched
        case unreadable
        case tooManyChannels
        /// Given up for now; what a later run finds takes its place.
        case lost
    }

    let steps: CallSteps
    private var tools: DeskTools { steps.tools }
    private var client: BitrixClient { steps.client }

    init(steps: CallSteps) { self.steps = steps }

    /// - Parameter tag: tells the effects of a passing note from those of the call's own.
    func write(_ content: Content, of call: CallRow, tag: String = "") async throws {
        let text = NoteText(texts: tools.texts, language: call.language)
        if let activityID = call.activityID, try await setBlocks(text.blocks(content), activityID: activityID, call, tag: tag) { return }
        guard let fresh = try await tools.store.call(id: call.id), let link = ClientLink(fresh) else { return }
        try await comment(text.comment(content), on: link, call, tag: tag)
    }

    /// Says that the call was given up, unless the card has more to say about it already.
    func writeLoss(of call: CallRow) async throws {
        for marker in ["blocks:\(call.externalID)", "note:\(call.externalID)"] {
            if try await tools.store.effect(portalID: steps.portalID, marker: marker)?.state == .done { return }
        }
        try await write(.lost, of: call, tag: "lost-")
    }

    /// - Returns: false where the portal refuses blocks for this activity.
    private func setBlocks(_ blocks: JSONValue, activityID: Int, _ call: CallRow, tag: String) async throws -> Bool {
        guard let activity = try await client.activity(id: activityID), let type = activity["OWNER_TYPE_ID"].int, let entity = CRMEntity(rawValue: type),
            let owner = activity["OWNER_ID"].int
        else { return false }
        let client = client
        do {
            _ = try await tools.effects.perform(
                .init(
                    kind: "blocks", marker: "\(tag)blocks:\(call.externalID)", callID: call.id,
                    send: { () async throws(BitrixError) -> String in
                        try await client.setLayoutBlocks(entity, entityID: owner, activityID: activityID, blocks: blocks)
                        return "\(activityID)"
                    }), portalID: steps.portalID)
            return true
        } catch EffectError.refused(let cause) {
            tools.logger.info("the portal refused blocks in the call's card; a comment takes their place", metadata: ["code": "\(cause.code)"])
            return false
        }
    }

    private func comment(_ text: String, on link: ClientLink, _ call: CallRow, tag: String) async throws {
        let marker = "\(tag)note:\(call.externalID)"
        let line = tools.texts.render("commentMarker", language: call.language, ["marker": marker])
        let (entity, id) = link.card
        let client = client
        do {
            _ = try await tools.effects.perform(
                .init(
                    kind: "comment", marker: marker, callID: call.id,
                    find: { () async throws(BitrixError) -> String? in
                        try await client.timelineComments(entity, entityID: id).first { $0["COMMENT"].text?.contains(marker) == true }?["ID"].text
                    },
                    send: { () async throws(BitrixError) -> String in "\(try await client.addTimelineComment(entity, entityID: id, text: text + "\n" + line))" }),
                portalID: steps.portalID)
        } catch EffectError.refused(let cause) {
            // The task and the fields must not wait for a note.
            tools.logger.warning("the portal refused the note about a call", metadata: ["call": "\(call.id)", "code": "\(cause.code)"])
        }
    }
}
