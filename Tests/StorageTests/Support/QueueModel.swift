import Storage

/// The job queue as its description says, in memory and written apart from the product: times are milliseconds after the start, and the next run of a
/// running job is a field of its own.
struct QueueModel {
    struct Item: Equatable {
        let id: Int64
        let name: String
        var payload: String
        var priority: Int
        var state = JobState.ready
        var run: Int
        var next: Int?
        var holder: String?
        var until: Int?
        var fence: Int64 = 0
        var attempts = 0
        var lapses = 0
    }

    enum Verdict {
        case done, ignored, dead
        case again(Int)
        case failed(Int)
    }

    private(set) var items: [Item] = []

    mutating func enqueue(_ name: String, payload: String, priority: Int, at time: Int) {
        guard let index = unfinished(name) else {
            items.append(Item(id: Int64(items.count + 1), name: name, payload: payload, priority: priority, run: time))
            return
        }
        hasten(index, time)
        items[index].payload = payload
        items[index].priority = max(items[index].priority, priority)
    }

    mutating func wake(_ name: String, at time: Int) -> Bool {
        guard let index = unfinished(name) else { return false }
        hasten(index, time)
        return true
    }

    mutating func lease(_ holder: String, now: Int, until: Int) -> (id: Int64, fence: Int64)? {
        lapse {
            $0.until ?? 0 <= now
        } now: {
            now
        }
        let due = items.filter { $0.state == .ready && $0.run <= now }
        guard let best = due.min(by: { ($1.priority, $0.run, $0.id) < ($0.priority, $1.run, $1.id) }), let index = unfinished(best.name) else {
            return nil
        }
        items[index].state = .leased
        items[index].holder = holder
        items[index].until = until
        items[index].fence += 1
        return (best.id, items[index].fence)
    }

    mutating func beat(_ id: Int64, _ fence: Int64, until: Int) -> Bool {
        guard let index = held(id, fence) else { return false }
        items[index].until = until
        return true
    }

    mutating func settle(_ id: Int64, _ fence: Int64, _ verdict: Verdict) -> Bool {
        guard let index = held(id, fence) else { return false }
        let next = items[index].next
        items[index].lapses = 0
        switch verdict {
        case .again(let time): free(index, at: min(next ?? time, time))
        case .failed(let time):
            items[index].attempts += 1
            free(index, at: time)
        case .done, .ignored, .dead:
            if case .dead = verdict { items[index].attempts += 1 }
            if let next {
                items[index].attempts = 0
                free(index, at: next)
            } else {
                stop(index, verdict.end)
            }
        }
        return true
    }

    mutating func restart(_ holder: String, now: Int) -> Int {
        lapse {
            $0.holder != holder
        } now: {
            now
        }
    }

    mutating func end(_ name: String) -> Bool {
        guard let index = unfinished(name) else { return false }
        stop(index, .ended)
        return true
    }

    mutating func retry(_ id: Int64, now: Int) -> Bool {
        guard let index = items.firstIndex(where: { $0.id == id }), items[index].state == .dead, unfinished(items[index].name) == nil else {
            return false
        }
        items[index].attempts = 0
        items[index].lapses = 0
        free(index, at: now)
        return true
    }

    var nextRun: Int? { items.compactMap { $0.state == .ready ? $0.run : $0.state == .leased ? $0.until : nil }.min() }

    private func unfinished(_ name: String) -> Int? { items.firstIndex { $0.name == name && ($0.state == .ready || $0.state == .leased) } }

    private func held(_ id: Int64, _ fence: Int64) -> Int? { items.firstIndex { $0.id == id && $0.state == .leased && $0.fence == fence } }

    private mutating func hasten(_ index: Int, _ time: Int) {
        if items[index].state == .leased {
            items[index].next = min(items[index].next ?? time, time)
        } else {
            items[index].run = min(items[index].run, time)
        }
    }

    @discardableResult
    private mutating func lapse(_ isLost: (Item) -> Bool, now: () -> Int) -> Int {
        let lost = items.indices.filter { items[$0].state == .leased && isLost(items[$0]) }
        for index in lost {
            items[index].lapses += 1
            if items[index].lapses == 20 { stop(index, .dead) } else { free(index, at: min(items[index].next ?? items[index].run, now())) }
        }
        return lost.count
    }

    private mutating func free(_ index: Int, at time: Int) {
        items[index].state = .ready
        items[index].run = time
        (items[index].next, items[index].holder, items[index].until) = (nil, nil, nil)
    }

    private mutating func stop(_ index: Int, _ end: JobState) {
        items[index].run = items[index].next ?? items[index].run
        items[index].state = end
        (items[index].next, items[index].holder, items[index].until) = (nil, nil, nil)
    }
}

extension QueueModel.Verdict {
    var end: JobState {
        switch self {
        case .done: .done
        case .ignored: .ignored
        default: .dead
        }
    }
}
