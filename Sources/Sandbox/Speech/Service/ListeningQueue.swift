import Foundation

/// Runs recognitions on threads of its own, so that they never hold up the threads of asynchronous code.
struct ListeningQueue: Sendable {
    /// Recognitions at a time.
    static let lanes = 2

    private let queue: OperationQueue = {
        let queue = OperationQueue()
        queue.name = "sandbox.listening"
        queue.maxConcurrentOperationCount = lanes
        return queue
    }()

    /// Listens to a WAV file; waits while all lanes are busy.
    func listen(_ bytes: [UInt8], recogniser: MatchedFilterRecogniser) async -> Result<(finds: [Found], seconds: Double), SandboxWaveProblem> {
        await withCheckedContinuation { continuation in
            queue.addOperation {
                continuation.resume(returning: Self.heard(bytes, recogniser))
            }
        }
    }

    private static func heard(
        _ bytes: [UInt8], _ recogniser: MatchedFilterRecogniser
    ) -> Result<(finds: [Found], seconds: Double), SandboxWaveProblem> {
        do throws(SandboxWaveProblem) {
            let wave = try SandboxWave(bytes: bytes)
            return .success((try recogniser.recognise(wave), wave.seconds))
        } catch {
            return .failure(error)
        }
    }
}
