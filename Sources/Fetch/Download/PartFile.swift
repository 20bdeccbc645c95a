import Foundation

/// The file being filled, `<path>.part`, with the note `<path>.part.note` that allows to go on with it later.
final class PartFile {
    private let path: String
    private let descriptor: Int32
    private var partPath: String { path + ".part" }
    private var notePath: String { path + ".part.note" }

    /// Opens the part, or makes it; readable for this user only, and never through a symbolic link.
    /// - Throws: `.disk`, or `.busy` when another download is filling it.
    init(path: String) throws(FetchError) {
        self.path = path
        descriptor = open(path + ".part", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        if descriptor < 0 { throw FetchError(.disk) }
        // Two downloads into one file would mix. The lock goes with the descriptor.
        if flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            close(descriptor)
            throw FetchError(.busy)
        }
    }

    deinit { close(descriptor) }

    /// What an earlier download left: bytes, the first of them, and its note. Nil when there is nothing that can be gone on with.
    func leftover() -> (bytes: Int, prefix: [UInt8], validator: Validator)? {
        var state = stat()
        guard fstat(descriptor, &state) == 0, state.st_size > 0 else { return nil }
        var prefix = [UInt8](repeating: 0, count: MediaKind.prefixBytes)
        guard pread(descriptor, &prefix, prefix.count, 0) == prefix.count, let validator = readNote() else { return nil }
        return (Int(state.st_size), prefix, validator)
    }

    /// Everything from `offset` on is void; writing goes on there.
    func rewind(to offset: Int) throws(FetchError) {
        guard ftruncate(descriptor, off_t(offset)) == 0, lseek(descriptor, off_t(offset), SEEK_SET) == off_t(offset) else { throw FetchError(.disk) }
    }

    func write(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let start = bytes.baseAddress else { return true }
        var done = 0
        while done < bytes.count {
            let written = Foundation.write(descriptor, start + done, bytes.count - done)
            if written > 0 { done += written } else if errno != EINTR { return false }
        }
        return true
    }

    /// Notes what the part is of; without a proof there is nothing to note.
    func note(_ validator: Validator) {
        guard validator.condition != nil, validator.note.utf8.count <= Validator.maxNoteBytes else {
            unlink(notePath)
            return
        }
        // A note that cannot be written costs a later download the part, nothing else.
        let target = open(notePath, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard target >= 0 else { return }
        defer { close(target) }
        let bytes = Array(validator.note.utf8)
        if Foundation.write(target, bytes, bytes.count) != bytes.count { unlink(notePath) }
    }

    private func readNote() -> Validator? {
        guard let file = FileHandle(forReadingAtPath: notePath) else { return nil }
        defer { try? file.close() }
        guard let data = try? file.read(upToCount: Validator.maxNoteBytes) else { return nil }
        return Validator(note: String(decoding: data, as: UTF8.self))
    }

    /// On the disk, then under its name, then the name on the disk.
    func finish() throws(FetchError) {
        guard fsync(descriptor) == 0, rename(partPath, path) == 0 else { throw FetchError(.disk) }
        unlink(notePath)
        let folder = open(URL(fileURLWithPath: path).deletingLastPathComponent().path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw FetchError(.disk) }
        defer { close(folder) }
        if fsync(folder) != 0 { throw FetchError(.disk) }
    }

    /// Nothing of it is worth keeping.
    func discard() { Self.remove(path) }

    /// Removes the part of `path` and its note, if there are any.
    static func remove(_ path: String) {
        unlink(path + ".part")
        unlink(path + ".part.note")
    }
}
