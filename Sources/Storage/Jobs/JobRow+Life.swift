import Foundation

extension JobRow {
    /// Moves along an arrow of the diagram; false, and unchanged, where there is none (a finished job, a lost lease).
    ///
    ///     ready -> leased -> done | ignored | dead | ready (again, failed, asked meanwhile, lapsed)
    ///     ready, leased -> ended;  dead -> ready (retried)
    mutating func handle(_ event: JobEvent) -> Bool {
        switch event {
        case .asked(let job, let eventID): return ask(job, eventID)
        case .woken(let time): return plan(time)
        case .leased(let holder, let until): return lease(holder, until)
        case .beat(let fence, let until): return beat(fence, until)
        case .settled(let fence, let verdict, let now): return settle(fence, verdict, now)
        case .lapsed(let now): return lapse(now)
        case .ended(let reason, let now):
            guard !state.isFinished else { return false }
            finish(.ended, reason, now)
            return true
        case .retried(let now): return retry(now)
        }
    }

    private mutating func ask(_ job: NewJob, _ event: Int64?) -> Bool {
        guard plan(job.runAt) else { return false }
        payload = job.payload
        priority = max(priority, job.priority)
        eventID = event ?? eventID
        return true
    }

    /// The earlier of the planned runs counts. A running job's own `runAt` is used up, so it only stands for the next run once there is one.
    private mutating func plan(_ time: Date) -> Bool {
        guard !state.isFinished else { return false }
        runAt = state == .leased && !dirty ? time : min(runAt, time)
        dirty = state == .leased
        return true
    }

    private mutating func lease(_ newHolder: String, _ until: Date) -> Bool {
        guard state == .ready else { return false }
        state = .leased
        holder = newHolder
        leaseUntil = until
        fence += 1
        return true
    }

    private mutating func beat(_ held: Int64, _ until: Date) -> Bool {
        guard state == .leased, fence == held else { return false }
        leaseUntil = until
        return true
    }

    private mutating func settle(_ held: Int64, _ verdict: JobVerdict, _ now: Date) -> Bool {
        guard state == .leased, fence == held else { return false }
        lapses = 0
        switch verdict {
        case .done: conclude(.done, nil, now)
        case .ignored(let reason): conclude(.ignored, reason, now)
        case .dead(let reason):
            attempts += 1
            conclude(.dead, reason, now)
        case .again(let time, let reason): release(at: dirty ? min(runAt, time) : time, reason)
        case .failed(let reason, let time):
            // Its pause holds even if it was asked for meanwhile: otherwise a stream of events would hammer what fails.
            attempts += 1
            release(at: time, reason)
        }
        return true
    }

    /// The end of a run, unless it was asked for meanwhile: then the next run begins afresh.
    private mutating func conclude(_ end: JobState, _ reason: String?, _ now: Date) {
        guard dirty else { return finish(end, reason, now) }
        attempts = 0
        release(at: runAt, reason)
    }

    private mutating func lapse(_ now: Date) -> Bool {
        guard state == .leased else { return false }
        lapses += 1
        if lapses >= StoreLimit.lapsesPerJob {
            finish(
                .dead, "the program stopped or hung \(lapses) times in a row while this job ran: look for the cause in the log, then retry it", now)
        } else {
            release(at: min(runAt, now), lastError)
        }
        return true
    }

    private mutating func retry(_ now: Date) -> Bool {
        guard state == .dead else { return false }
        attempts = 0
        lapses = 0
        finishedAt = nil
        release(at: now, lastError)
        return true
    }

    private mutating func release(at time: Date, _ reason: String?) {
        state = .ready
        runAt = time
        letGo(reason)
    }

    private mutating func finish(_ end: JobState, _ reason: String?, _ now: Date) {
        state = end
        finishedAt = now
        letGo(reason)
    }

    private mutating func letGo(_ reason: String?) {
        dirty = false
        holder = nil
        leaseUntil = nil
        lastError = reason.map(StoreLimit.cut)
    }
}
