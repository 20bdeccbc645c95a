import Foundation

/// Room on the disk that holds a folder.
enum FreeSpace {
    /// Bytes free to us where the folder is, or is to be made; `nil` when the system does not say.
    static func bytes(at path: String) -> Int64? {
        var folder = URL(fileURLWithPath: path, isDirectory: true)
        while !FileManager.default.fileExists(atPath: folder.path), folder.path != "/" { folder.deleteLastPathComponent() }
        let attributes = try? FileManager.default.attributesOfFileSystem(forPath: folder.path)
        return (attributes?[.systemFreeSize] as? NSNumber)?.int64Value
    }
}
