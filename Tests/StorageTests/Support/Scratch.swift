import Foundation
import Storage
import Synchronization

final class TestClock: Sendable {
    let time = Mutex(Scratch.start)
}

/// A directory that goes with the test, and a clock that only the test moves.
final class Scratch: Sendable {
    let directory: String
    let clock = TestClock()

    static let start = Date(timeIntervalSince1970: 1_800_000_000)

    init() {
        directory = FileManager.default.temporaryDirectory.appendingPathComponent("storage-\(UUID().uuidString)").path
    }

    /// Closed before the directory goes: a connection that closes meanwhile takes files away from under the removal.
    private let stores = Mutex<[Store]>([])

    deinit {
        for store in stores.withLock({ $0 }) { try? store.close() }
        try? FileManager.default.removeItem(atPath: directory)
    }

    func advance(_ seconds: Double) {
        clock.time.withLock { $0 += seconds }
    }

    func configuration(masterKey: String? = nil, previous: String? = nil) -> StoreConfiguration {
        StoreConfiguration(directory: directory, masterKey: masterKey, previousMasterKey: previous, now: { [clock] in clock.time.withLock { $0 } })
    }

    func open(masterKey: String? = nil, previous: String? = nil) throws -> Store {
        let store = try Store.open(configuration(masterKey: masterKey, previous: previous))
        stores.withLock { $0.append(store) }
        return store
    }

    /// The error that opening ends with, nil if it succeeds.
    func refusal(masterKey: String? = nil, previous: String? = nil) -> StoreError? {
        do {
            try open(masterKey: masterKey, previous: previous).close()
            return nil
        } catch { return error as? StoreError }
    }

    func path(_ name: String) -> String { directory + "/" + name }

    func mode(_ name: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: name.isEmpty ? directory : path(name))
        return (attributes[.posixPermissions] as? NSNumber)?.intValue ?? -1
    }

    /// Names of the files that contain these bytes.
    func files(containing text: String) throws -> Set<String> {
        let names = try FileManager.default.contentsOfDirectory(atPath: directory)
        return Set(try names.filter { try Data(contentsOf: URL(fileURLWithPath: path($0))).range(of: Data(text.utf8)) != nil })
    }
}
