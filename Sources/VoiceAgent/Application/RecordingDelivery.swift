import CallDesk
import Foundation
import Logging
import Storage

/// Brings a recording of one's own into the CRM: through the running server, which owns the storage, or with the storage itself when none runs.
/// Performs what ``DeliveryCourse`` decides.
struct RecordingDelivery: Sendable {
    /// What travels to the server.
    struct Parcel: Codable, Sendable {
        /// Names the call; of ``FileProcessor/externalID(of:phone:)``.
        let externalID: String
        /// E.164.
        let phone: String
        let reading: FileProcessor.Reading
    }

    let settings: Settings
    let logger: Logger
    /// A server was there when the work began.
    let sawServer: Bool
    let now: @Sendable () -> Date
    /// Between two looks.
    let pause: @Sendable () async throws -> Void

    /// Between two looks, in milliseconds.
    private static let pauseMilliseconds = 200
    static let usualPause: @Sendable () async throws -> Void = { try await Task.sleep(for: .milliseconds(pauseMilliseconds)) }

    init(
        settings: Settings, logger: Logger, now: @escaping @Sendable () -> Date = { Date() },
        pause: @escaping @Sendable () async throws -> Void = RecordingDelivery.usualPause
    ) {
        self.settings = settings
        self.logger = logger
        sawServer = ControlClient.isServed(ControlSocket.path(storage: settings.storagePath))
        self.now = now
        self.pause = pause
    }

    private var socket: String { ControlSocket.path(storage: settings.storagePath) }

    /// - Parameter tell: called with what is waited for, once for each such text.
    /// - Returns: `nil` when no portal is installed: then there is nothing to write to.
    /// - Throws: ``Failure`` saying where the call stands and what to do.
    func deliver(_ parcel: Parcel, tell: (Wait) -> Void = { _ in }) async throws -> FileIntake.Receipt? {
        var course = DeliveryCourse(start: now(), sawServer: sawServer)
        let start = now()
        var event = look()
        var told: Set<Wait> = []
        var isAsked = false
        while true {
            switch course.handle(event, at: now()) {
            case .ask:
                isAsked = true
                event = try await ask(parcel, course.taken)
            case .own: event = try await own(parcel, course.taken)
            case .lookAgain:
                if let wait = Self.wait(for: course.taken?.work, isServed: sawServer || isAsked, since: now().timeIntervalSince(start)), told.insert(wait).inserted {
                    tell(wait)
                }
                try await pause()
                event = look()
            case .end(let ending): return try receipt(ending)
            }
        }
    }

    /// A wait this long is not explained, in seconds.
    private static let quietWait: TimeInterval = 5

    /// Something waited for.
    struct Wait: Sendable, Hashable {
        let text: String
        /// Why the job waits, not only for whom this command does.
        let isReason: Bool
    }

    /// What is waited for, in words for the person who waits; `nil` for what will soon be over.
    /// - Parameter seconds: how long the delivery has taken so far.
    static func wait(for work: FileIntake.Work?, isServed: Bool, since seconds: TimeInterval) -> Wait? {
        if let work, let reason = work.reason { return Wait(text: "waiting for job \(work.job): \(reason)", isReason: true) }
        guard seconds >= quietWait else { return nil }
        guard let work else { return Wait(text: "waiting for the voice-agent that holds STORAGE_PATH", isReason: false) }
        return Wait(text: "waiting for \(isServed ? "the server, which goes on with " : "")job \(work.job)", isReason: false)
    }

    private func look() -> DeliveryCourse.Event { ControlClient.isServed(socket) ? .served : .unserved }

    private func ask(_ parcel: Parcel, _ taken: FileIntake.Progress?) async throws -> DeliveryCourse.Event {
        let client = ControlClient(socket: socket)
        do {
            guard let taken else {
                return .answered(try await client.exchange("POST", "/recordings", body: JSONEncoder().encode(parcel), seconds: ControlSocket.answerSeconds))
            }
            return .answered(try await client.exchange("GET", "/recordings/\(taken.receipt.call)", body: nil, seconds: ControlSocket.answerSeconds))
        } catch is ControlClient.Silence {
            return .silent
        }
    }

    private func own(_ parcel: Parcel, _ taken: FileIntake.Progress?) async throws -> DeliveryCourse.Event {
        guard Application.hasStorage(settings) else { return .answered(nil) }
        let application: Application
        do { application = try await Application.build(settings, logger: logger) } catch let error as StoreError where error.code == .locked { return .locked }
        do {
            let progress = if let taken { taken } else { try await Self.take(parcel, application.desk) }
            let moved = if let progress { try await application.desk.files.advance(progress.receipt.call) } else { progress }
            await application.close()
            return .answered(moved)
        } catch {
            await application.close()
            throw error
        }
    }

    private func receipt(_ ending: DeliveryCourse.Ending) throws -> FileIntake.Receipt? {
        switch ending {
        case .noPortal: return nil
        case .written(let receipt): return receipt
        case .givenUp(let progress):
            guard let work = progress.work else { throw Failure("call \(progress.receipt.call) is stored, but nobody works on it: run the same command again") }
            let cure = work.state == .dead ? "put that right, then voice-agent jobs retry \(work.job)" : "run the same command again if it is still wanted"
            throw Failure("call \(progress.receipt.call) is stored, but writing it to the portal was given up (\(work.reason ?? "no reason is known")): \(cure)")
        case .goesOn(let progress, let byServer):
            let why = progress.work?.reason.map { " (\($0))" } ?? ""
            let who = byServer ? "the server goes on with it" : "the next voice-agent serve goes on with it"
            throw Failure(
                "call \(progress.receipt.call) is stored and not yet in the portal\(why); \(who): look with voice-agent jobs show \(progress.work?.job ?? 0)")
        case .unreached:
            throw Failure(
                "another voice-agent holds \(settings.storagePath) and does not answer at its control socket: wait for its end or stop it, then run the same command again")
        }
    }

    /// The owner's side: stored with its job when this returns.
    /// - Returns: `nil` when no portal is installed.
    static func take(_ parcel: Parcel, _ desk: Desk) async throws -> FileIntake.Progress? {
        // One whose tokens are dead counts: its work waits for an administrator.
        let installed = try await desk.tools.store.portals().filter { $0.status != .uninstalled }
        guard installed.count <= 1 else { throw Failure("several portals are installed: use --dry-run, or a storage of one portal") }
        guard let portal = installed.first else { return nil }
        return try await desk.files.take(parcel.reading, externalID: parcel.externalID, phone: parcel.phone, portalID: portal.id)
    }
}
