/// Performs what ``Download`` decides: transfers on the lanes, hops, pauses, and the file in the end.
struct DownloadJob: Sendable {
    let lanes: TransferLanes
    let address: WebAddress
    let path: String
    let policy: FetchPolicy
    let referer: String?
    let resolved: [String]
    let stop: StopFlag
    let sleep: @Sendable (Duration) async throws -> Void

    /// Pauses are doubled at most so many times.
    private static let maxDoublings = 6

    func result() async -> Result<Fetched, FetchError> {
        do throws(FetchError) {
            return .success(try await run())
        } catch {
            return .failure(error)
        }
    }

    private func run() async throws(FetchError) -> Fetched {
        var download = Download(policy: policy)
        var isFirst = true
        while true {
            if !isFirst { try await pause(attempt: download.attempts) }
            let attempt = try await lanes.run { [self, download, isFirst] in Self.attempt(download, job: self, adopts: isFirst) }
            isFirst = false
            download = attempt.download
            switch attempt.verdict {
            case .done(let fetched): return fetched
            case .fail(let error): throw error
            case .resume: continue
            }
        }
    }

    private func pause(attempt: Int) async throws(FetchError) {
        do {
            try await sleep(policy.resumePause * (1 << min(max(0, attempt - 1), Self.maxDoublings)))
        } catch {
            throw FetchError(.cancelled)
        }
    }

    private struct Attempt: Sendable {
        let download: Download
        let verdict: Download.EndVerdict
    }

    /// On a lane: one attempt with all its hops, from opening the part to naming the file.
    private static func attempt(_ download: Download, job: DownloadJob, adopts: Bool) -> Attempt {
        var download = download
        do throws(FetchError) {
            let part = try PartFile(path: job.path)
            if adopts, let left = part.leftover() { download.adopt(bytes: left.bytes, prefix: left.prefix, validator: left.validator) }
            let failure = job.transfer(&download, to: part)
            let verdict = download.handle(end: failure)
            if case .done = verdict { try part.finish() }
            if case .fail(let error) = verdict, download.onDisk == 0 || !keepsPart(error) { part.discard() }
            return Attempt(download: download, verdict: verdict)
        } catch {
            return Attempt(download: download, verdict: .fail(error))
        }
    }

    /// A part that may be gone on with is kept, whatever a page in between was.
    private static func keepsPart(_ error: FetchError) -> Bool {
        switch error.code {
        case .cut, .tooSlow, .unreachable, .unresolved, .cancelled, .busy: true
        case .http(let status): status != 404 && status != 410
        default: false
        }
    }

    /// Follows redirects until an answer is written or refused. The core counts the hops and the attempts.
    private func transfer(_ download: inout Download, to part: PartFile) -> FetchError? {
        var target = address
        _ = download.begin()
        while !stop.isSet {
            let sent = target.hasOrigin(of: address) ? referer : nil
            let transfer = Transfer(download, to: part, from: target, rules: policy.addressRules, stop: stop)
            let outcome = transfer.run(options: TransferOptions(policy: policy, referer: sent, resolved: resolved))
            download = transfer.download
            switch outcome {
            case .ended(let failure): return failure
            case .startOver:
                target = address
                _ = download.begin()
            case .follow(let location):
                do throws(FetchError) { target = try target.following(location) } catch { return error }
            }
        }
        return FetchError(.cancelled)
    }
}
