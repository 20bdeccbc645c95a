/// Downloads recordings from addresses that others name: each resolved address is checked at the socket, each redirect again, a cut transfer goes
/// on where it was, and only audio is kept.
package struct Fetcher: Sendable {
    private let lanes = TransferLanes()
    private let resolved: [String]
    private let sleep: @Sendable (Duration) async throws -> Void

    /// - Parameters:
    ///   - resolved: answers instead of the name service's, as `host:port:address,address`; for tests.
    ///   - sleep: waits before an attempt is resumed.
    package init(resolved: [String] = [], sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }) {
        self.resolved = resolved
        self.sleep = sleep
    }

    /// Fetches `url` into the file `path`, by way of `<path>.part`. After a failure that is worth retrying the part stays, and the next call goes
    /// on with it if the server proves that the file is the same.
    /// - Parameters:
    ///   - url: https; http where loopback is allowed. Embeds a token: shown nowhere.
    ///   - referer: the portal's origin; not sent on to another host.
    package func download(
        _ url: String, to path: String, policy: FetchPolicy, referer: String? = nil
    ) async throws(FetchError) -> Fetched {
        let address = try WebAddress(url)
        let stop = StopFlag()
        let job = DownloadJob(
            lanes: lanes, address: address, path: path, policy: policy, referer: referer, resolved: resolved, stop: stop, sleep: sleep)
        let result = await withTaskCancellationHandler {
            await job.result()
        } onCancel: {
            stop.set()
        }
        return try result.get()
    }

    /// Removes what a broken-off download into `path` left behind: nobody will go on with it.
    package static func forgetPart(of path: String) { PartFile.remove(path) }
}
