package import Fetch
package import Foundation

/// Where the recordings of one portal lie, each under its call's id, readable by the server's user alone.
package struct RecordingFolder: Sendable {
    private let folder: URL

    /// - Parameter root: the recordings of all portals.
    package init(root: URL, portalID: Int64) { folder = root.appending(path: "\(portalID)", directoryHint: .isDirectory) }

    /// - Throws: `.disk` when it cannot be made.
    package func make() throws(FetchError) {
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw FetchError(.disk)
        }
    }

    package func path(of call: Int64) -> String { folder.appending(path: "\(call).audio").path }

    /// Nothing more is fetched for this call: what a broken-off download left goes.
    package func dropFragment(of call: Int64) { Fetcher.forgetPart(of: path(of: call)) }

    /// Removes recordings and fragments that were written last before that time, whatever became of their calls.
    /// - Parameter root: the recordings of all portals.
    package static func sweep(_ root: URL, writtenBefore date: Date) {
        let keys: Set<URLResourceKey> = [.contentModificationDateKey, .isRegularFileKey]
        guard let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: Array(keys)) else { return }
        for case let file as URL in files where file.lastPathComponent.contains(".audio") {
            guard let values = try? file.resourceValues(forKeys: keys), values.isRegularFile == true, let written = values.contentModificationDate,
                written < date
            else { continue }
            try? FileManager.default.removeItem(at: file)
        }
    }
}
