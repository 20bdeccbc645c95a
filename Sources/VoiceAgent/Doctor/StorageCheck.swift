import Foundation
import Storage

/// Whether the storage can be opened, and what is installed in it.
struct StorageCheck {
    let settings: Settings

    /// Free space below which recordings will soon fail, in bytes.
    private static let freeBytesMin: Int64 = 1 << 30

    var lines: [DoctorLine] {
        if let problem = place { return [problem] }
        return [disk, storage]
    }

    /// Whether the folder is, or can be made, a place to write to: tried, since rights alone do not tell (a read-only disk, a pseudo file system).
    private var place: DoctorLine? {
        let manager = FileManager.default
        var folder = URL(fileURLWithPath: settings.storagePath, isDirectory: true)
        while !manager.fileExists(atPath: folder.path), folder.path != "/" { folder.deleteLastPathComponent() }
        let trial = folder.appending(path: ".voice-agent-doctor-\(ProcessInfo.processInfo.processIdentifier)", directoryHint: .isDirectory)
        do {
            try manager.createDirectory(at: trial, withIntermediateDirectories: false)
            try manager.removeItem(at: trial)
            return nil
        } catch {
            return DoctorLine(
                verdict: .bad, subject: "STORAGE_PATH",
                detail: "nothing can be written in \(folder.path): give it to the user this program runs as, or set STORAGE_PATH to another directory")
        }
    }

    private var disk: DoctorLine {
        let free = FreeSpace.bytes(at: settings.storagePath) ?? 0
        let text = "\(free >> 20) MB free"
        return free < Self.freeBytesMin
            ? DoctorLine(verdict: .warn, subject: "Disk", detail: "\(text): recordings need room") : DoctorLine(verdict: .ok, subject: "Disk", detail: text)
    }

    private var storage: DoctorLine {
        if ControlClient.isServed(ControlSocket.path(storage: settings.storagePath)) {
            return DoctorLine(verdict: .ok, subject: "Storage", detail: "in use by the running server")
        }
        guard Application.hasStorage(settings) else {
            return DoctorLine(verdict: .ok, subject: "Storage", detail: "none yet; it is made at the first start in \(settings.storagePath)")
        }
        do {
            try Application.openStore(settings, now: { Date() }).close()
            return DoctorLine(verdict: .ok, subject: "Storage", detail: "opens, its key fits, writes are durable")
        } catch {
            return DoctorLine(verdict: .bad, subject: "Storage", detail: "\(error)")
        }
    }
}
