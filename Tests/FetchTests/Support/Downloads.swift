import Fetch
import Foundation

/// A folder, a policy and a recording for one test.
final class Downloads {
    let folder: URL
    var path: String { folder.appendingPathComponent("recording").path }

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("fetch-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// Names of what is on disk.
    var files: [String] { (try? FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()) ?? [] }
    var content: [UInt8]? { (try? Data(contentsOf: URL(fileURLWithPath: path))).map(Array.init) }

    static var policy: FetchPolicy { FetchPolicy(allowsLoopback: true, resumePause: .zero) }

    /// A WAV head and numbered bytes behind it.
    static func recording(_ count: Int = 60_000) -> [UInt8] {
        Array("RIFF\u{0}\u{0}\u{0}\u{0}WAVEfmt ".utf8) + (16..<max(16, count)).map { UInt8(truncatingIfNeeded: $0 * 31 ^ $0 >> 8) }
    }

    /// Downloads once, without pauses.
    func fetch(_ url: String, policy: FetchPolicy = policy, referer: String? = nil, resolved: [String] = []) async -> Result<Fetched, FetchError> {
        do throws(FetchError) {
            return .success(try await Fetcher(resolved: resolved, sleep: { _ in }).download(url, to: path, policy: policy, referer: referer))
        } catch {
            return .failure(error)
        }
    }
}

extension Result<Fetched, FetchError> {
    var code: FetchError.Code? {
        if case .failure(let error) = self { error.code } else { nil }
    }
}
