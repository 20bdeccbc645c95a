import Bitrix24
import Fetch
import Foundation
import Logging
import Storage

extension CallSteps {
    /// Attempts at a recording that turns out to be something else (a login page, say) before it counts as unreadable.
    static let wrongContentTriesMax = 4

    func fetch(_ call: CallRow, from source: RecordingSource) async throws -> Outcome {
        let addresses = try await addresses(of: source, call)
        guard !addresses.isEmpty else { return try await waitForRecording(call) }
        let path = try recordingPath(call)
        var last: FetchError?
        for address in addresses {
            do throws(FetchError) {
                _ = try await tools.fetcher.download(address, to: path, policy: tools.configuration.fetch, referer: nil)
            } catch {
                last = error
                tools.logger.info("a recording address did not yield the recording", metadata: ["call": "\(call.id)", "error": "\(error)"])
                continue
            }
            return .next(try await move(call, to: .fetched) { $0.recordingPath = path })
        }
        return try await failed(call, last)
    }

    /// A passing failure is tried again on the poll's schedule; lasting wrong content is said so in the call's card.
    private func failed(_ call: CallRow, _ error: FetchError?) async throws -> Outcome {
        let isWrong = error.map { !$0.isWorthRetrying } ?? false
        guard isWrong, call.recordingPolls >= Self.wrongContentTriesMax - 1 else { return try await waitForRecording(call) }
        try await CallNote(steps: self).write(.unreadable, of: call)
        return .next(try await move(call, to: .unreadable) { $0.outcome = "unreadable" })
    }

    /// The Drive file first; where the `disk` scope or right is missing, the activity's own file; the provider's address last.
    private func addresses(of source: RecordingSource, _ call: CallRow) async throws -> [String] {
        var found: [String] = []
        if let id = source.fileID {
            found += try await driveAddress(id)
        }
        if found.isEmpty, let activityID = call.activityID {
            let activity = try await client.activities(filter: ["ID": .integer(Int64(activityID))], select: ["ID", "FILES"], order: [:], start: 0).first
            for url in activity?["FILES"].list.compactMap({ $0["url"].text }) ?? [] { found.append(try await client.fileAddress(url)) }
        }
        if let url = source.url { found.append(url) }
        return found
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

    /// A folder for each portal, readable by the server's user alone.
    private func recordingPath(_ call: CallRow) throws -> String {
        let folder = tools.configuration.recordings.appending(path: "\(portalID)", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        return folder.appending(path: "\(call.id).audio").path
    }
}
