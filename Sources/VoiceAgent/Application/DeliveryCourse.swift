import CallDesk
import Foundation
import Storage

/// How a heard recording gets into the CRM while servers come and go: the core of ``RecordingDelivery``. A server that runs is asked; without one the
/// storage is taken for as long as there is something to do.
struct DeliveryCourse: Sendable {
    struct Limits: Sendable {
        /// The whole way into the portal, lost answers waited out, in seconds.
        var whole: TimeInterval = 600
        /// For a storage whose holder does not answer, such as a server that starts or stops, in seconds.
        var contact: TimeInterval = 30
        /// A server that was there gets its storage back before the command takes it, in seconds.
        var restart: TimeInterval = 10
    }

    enum Event: Sendable, Equatable {
        /// Somebody listens at the control socket.
        case served
        case unserved
        /// What the owner of the storage says; `nil` = no portal is installed.
        case answered(FileIntake.Progress?)
        /// Who listened went away without an answer.
        case silent
        /// Somebody else has the storage.
        case locked
    }

    enum Action: Sendable, Equatable {
        case ask
        /// Take the storage, do what is due, give it free.
        case own
        case lookAgain
        case end(Ending)
    }

    enum Ending: Sendable, Equatable {
        case noPortal
        case written(FileIntake.Receipt)
        /// Stored, and nobody works on it any more.
        case givenUp(FileIntake.Progress)
        /// Stored; it will be finished later.
        case goesOn(FileIntake.Progress, byServer: Bool)
        /// Nobody has taken it in.
        case unreached
    }

    private let limits: Limits
    private let deadline: Date
    /// When last nothing stood in the way.
    private var lastContact: Date
    /// When last a server was there.
    private var lastServer: Date?
    /// The call as its owner last told of it; `nil` = it is not taken in yet.
    private(set) var taken: FileIntake.Progress?

    /// - Parameter sawServer: a server was there when the work began, so one that is not there now is likely to come back.
    init(start: Date, sawServer: Bool, limits: Limits = Limits()) {
        self.limits = limits
        deadline = start.addingTimeInterval(limits.whole)
        lastContact = start
        lastServer = sawServer ? start : nil
    }

    mutating func handle(_ event: Event, at now: Date) -> Action {
        switch event {
        case .served:
            lastServer = now
            return now < deadline ? .ask : giveWay()
        case .unserved: return unserved(now)
        case .silent, .locked: return now.timeIntervalSince(lastContact) < limits.contact ? .lookAgain : giveWay()
        case .answered(let progress): return answered(progress, now)
        }
    }

    private mutating func unserved(_ now: Date) -> Action {
        guard now < deadline else { return giveWay() }
        if let lastServer, now.timeIntervalSince(lastServer) < limits.restart { return .lookAgain }
        lastServer = nil
        if let work = taken?.work, work.runAt > now {
            lastContact = now
            return .lookAgain
        }
        return .own
    }

    private mutating func answered(_ progress: FileIntake.Progress?, _ now: Date) -> Action {
        lastContact = now
        guard let progress else { return .end(.noPortal) }
        taken = progress
        if progress.isFinal { return .end(.written(progress.receipt)) }
        guard let work = progress.work, !work.state.isFinished else { return .end(.givenUp(progress)) }
        return now < deadline && work.runAt < deadline ? .lookAgain : giveWay()
    }

    private func giveWay() -> Action {
        taken.map { .end(.goesOn($0, byServer: lastServer != nil)) } ?? .end(.unreached)
    }
}
