import Bitrix24
import Fetch
import Foundation
import Logging
import Storage

extension CallSteps {
    func fetch(_ call: CallRow, from source: RecordingSource) async throws -> Outcome {
        let addresses = try await addresses(of: source, call)
        guard !addresses.isEmpty else { return try await waitForRecording(call) }
        let portal = try await tools.store.portal(id: portalID).map { "\($0.origin)/" }
        var errors: [FetchError] = []
        for address in addresses {
            do throws(FetchError) {
                try folder.make()
                _ = try await tools.fetcher.download(
                    address.url, to: folder.path(of: call.id), policy: tools.configuration.fetch, referer: address.isPortals ? portal : nil)
            } catch {
                errors.append(error)
                tools.logger.info("a recording address did not yield the recording", metadata: ["call": "\(call.id)", "error": "\(error)"])
                continue
            }
            let path = folder.path(of: call.id)
            return .next(try await move(call, to: .fetched) { $0.recordingPath = path })
        }
        return try await failed(call, errors)
    }

    /// A passing failure, or one that a person can cure, is tried again on the poll's schedule; lasting wrong content is said so in the call's card.
    private func failed(_ call: CallRow, _ errors: [FetchError]) async throws -> Outcome {
        switch FetchVerdict(errors, polls: call.recordingPolls) {
        case .interrupted: throw JobInterrupted()
        case .wait(let reason): return try await waitForRecording(call, reason: reason, inVain: .notFetched)
        case .unreadable:
            try await CallNote(steps: self).write(.unreadable, of: call)
            return .next(try await move(call, to: .unreadable) { $0.outcome = "unreadable" })
        }
    }

    /// Where a recording may be had.
    private struct Address {
        let url: String
        /// The portal serves it, and wants to be asked from a page of its own; the telephony provider need not know the portal.
        let isPortals: Bool
    }

    /// The Drive file first; where the `disk` scope or right is missing, the activity's own file; the provider's address last.
    private func addresses(of source: RecordingSource, _ call: CallRow) async throws -> [Address] {
        var found: [String] = []
        if let id = source.fileID {
            found += try await driveAddress(id)
        }
        if found.isEmpty, let activityID = call.activityID {
            let activity = try await client.activities(filter: ["ID": .integer(Int64(activityID))], select: ["ID", "FILES"], order: [:], start: 0).first
            for url in activity?["FILES"].list.compactMap({ $0["url"].text }) ?? [] { found.append(try await client.fileAddress(url)) }
        }
        return found.map { Address(url: $0, isPortals: true) } + (source.url.map { [Address(url: $0, isPortals: false)] } ?? [])
    }

    private func driveAddress(_ id: Int) async throws(BitrixError) -> [String] {
        do throws(BitrixError) {
            return try await client.diskFile(id: id)?["DOWNLOAD_URL"].text.map { [$0] } ?? []
        } catch {
            // The app may not read the Drive; the activity's own file serves as well.
            if error.isDenial { return [] }
            throw error
        }
    }

    private var folder: RecordingFolder { RecordingFolder(root: tools.configuration.recordings, portalID: portalID) }
}
