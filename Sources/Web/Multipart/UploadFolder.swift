import Foundation

/// Where uploads lie while they are worked on.
struct UploadFolder: Sendable {
    let directory: URL

    /// Removes what a process that was killed has left.
    func removeLeftovers() {
        for file in (try? FileManager.default.contentsOfDirectory(at: directory, includingPropertiesForKeys: nil)) ?? [] {
            try? FileManager.default.removeItem(at: file)
        }
    }

    /// A new empty file that only this user may read.
    func newFile() throws(Problem) -> UploadFile {
        let path = directory.appending(path: "\(Base64URL.encode(RandomBytes.system(16))).upload").path
        do {
            try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw .unavailable("the storage cannot take uploads now: try again", retryAfter: 60)
        }
        guard FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]),
            let handle = FileHandle(forWritingAtPath: path)
        else { throw .unavailable("the storage cannot take uploads now: try again", retryAfter: 60) }
        return UploadFile(path: path, handle: handle)
    }
}

/// An upload on disk; whoever made it removes it.
struct UploadFile: Sendable {
    let path: String
    fileprivate let handle: FileHandle

    func append(_ bytes: [UInt8]) throws(Problem) {
        do {
            try handle.write(contentsOf: bytes)
        } catch {
            throw .unavailable("the disk cannot take the upload now: free some space", retryAfter: 60)
        }
    }

    /// Closes and removes it.
    func remove() {
        try? handle.close()
        try? FileManager.default.removeItem(atPath: path)
    }
}
