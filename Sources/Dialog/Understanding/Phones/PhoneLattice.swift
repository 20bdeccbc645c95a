/// Reads a dictation in every way it can be meant and keeps the readings that are telephone numbers.
///
/// "сорок пять" is 45 or 40 5, "девятьсот двадцать шесть" 926 or 900 20 6: readings are ranked by how naturally the words group, and only
/// those of a valid length and prefix remain.
enum PhoneLattice {
    struct Reading: Sendable {
        var number: String
        var alternatives: [String]
        var cost: Double
        /// The digits as dictated, before normalising.
        var digits: String
    }

    /// Most readings under consideration at once.
    private static let mostStates = 2_000
    /// Most alternatives that are reported.
    private static let mostAlternatives = 4
    /// Most groups that a correction takes back.
    private static let mostDropped = 6
    /// Longest number, ITU-T E.164 with the international prefix.
    private static let mostDigits = 18

    private struct State {
        var groups: [String] = []
        /// What the last group can still take: below 100 after a hundred, below 10 after a ten, 0 nothing.
        var room = 0
        var lastIsWritten = false
        var cost = 0.0

        var digits: String { groups.joined() }

        /// True when a pause falls where people make one: 8 926 123 45 67.
        var isGrouped: Bool {
            var ends: Set<Int> = []
            var length = 0
            for group in groups {
                length += group.count
                ends.insert(length)
            }
            let code = length - 10
            return (code == 0 || code == 1) && [0, 3, 6, 8].allSatisfy { code + $0 == 0 || ends.contains(code + $0) }
        }
    }

    /// The likeliest number of the dictation with its alternatives, or nothing.
    static func numbers(of run: PhoneRun) -> [Reading] {
        var ranked: [String: (cost: Double, digits: String)] = [:]
        let hasPlus = run.atoms.first?.hasPlus ?? false
        for (digits, cost) in strings(of: run.atoms) {
            for fixed in replaced(digits, run.replacements) {
                guard let number = PhoneNumber.normalise((hasPlus ? "+" : "") + fixed) else { continue }
                let total = cost + prefixCost(fixed, hasPlus: hasPlus)
                if total < ranked[number]?.cost ?? .infinity { ranked[number] = (total, fixed) }
            }
        }
        let sorted = ranked.sorted { ($0.value.cost, $0.key) < ($1.value.cost, $1.key) }
        guard let best = sorted.first else { return [] }
        let others = sorted.dropFirst().prefix(mostAlternatives).map(\.key)
        return [Reading(number: best.key, alternatives: others, cost: best.value.cost, digits: best.value.digits)]
    }

    /// All ways to read the atoms as digits, the cheapest first.
    static func strings(of atoms: [DigitAtom]) -> [(digits: String, cost: Double)] {
        var states = [State()]
        for atom in atoms {
            var next: [State] = []
            for state in states { extend(state, with: atom, into: &next) }
            next.sort { $0.cost < $1.cost }
            states = Array(next.prefix(mostStates))
        }
        return states.map { ($0.digits, $0.cost - ($0.isGrouped ? 0.4 : 0)) }.sorted { $0.1 < $1.1 }
    }

    private static func extend(_ state: State, with atom: DigitAtom, into next: inout [State]) {
        if atom.corrects, !state.groups.isEmpty {
            for dropped in 1...min(mostDropped, state.groups.count) {
                var fixed = state
                fixed.groups.removeLast(dropped)
                fixed.room = 0
                fixed.cost += Double(dropped) * 0.05
                add(atom, to: fixed, into: &next)
            }
            var kept = state
            kept.cost += 3
            add(atom, to: kept, into: &next)
        } else {
            add(atom, to: state, into: &next)
        }
    }

    private static func add(_ atom: DigitAtom, to state: State, into next: inout [State]) {
        var alone = state
        alone.groups.append(atom.digits)
        guard alone.digits.count <= mostDigits else { return }
        let (room, value, isWritten) = capacity(of: atom)
        alone.room = room
        alone.lastIsWritten = isWritten
        let joins = value > 0 && value < state.room && !state.groups.isEmpty
        // Words that could have joined and did not: unusual without a pause, usual after one.
        if joins { alone.cost += isWritten || state.lastIsWritten ? 0 : atom.afterPause ? 0.3 : 1 }
        next.append(alone)
        guard joins, let last = state.groups.last.flatMap({ Int($0) }) else { return }
        var merged = state
        merged.groups[merged.groups.count - 1] = String(last + value)
        merged.room = value >= 10 ? (value % 10 == 0 && value >= 20 ? 10 : 0) : 0
        merged.lastIsWritten = isWritten
        merged.cost += isWritten || state.lastIsWritten ? 2 : atom.afterPause ? 0.6 : 0
        next.append(merged)
    }

    private static func capacity(of atom: DigitAtom) -> (room: Int, value: Int, isWritten: Bool) {
        switch atom.content {
        case .fixed: return (0, 0, true)
        case .word(let value): return (room(after: value), value, false)
        case .written(let digits):
            guard digits.count <= 3, let value = Int(digits), digits.first != "0" else { return (0, 0, true) }
            return (room(after: value), value, true)
        }
    }

    private static func room(after value: Int) -> Int {
        if value >= 100, value % 100 == 0 { return 100 }
        if value >= 20, value < 100, value % 10 == 0 { return 10 }
        return 0
    }

    /// Numbers that are dictated most are the likeliest.
    private static func prefixCost(_ digits: String, hasPlus: Bool) -> Double {
        if hasPlus { return 0 }
        // A foreign number is dictated with its plus.
        if digits.count > 11, !digits.hasPrefix("00"), !digits.hasPrefix("810") { return 3 }
        if digits.count == 11 { return digits.dropFirst().first == "9" || digits.hasPrefix("8800") ? 0 : 0.4 }
        return digits.first == "9" ? 0.3 : 1
    }

    private static func replaced(_ digits: String, _ replacements: [PhoneRun.Replacement]) -> [String] {
        var readings = [digits]
        for replacement in replacements {
            let rights = strings(of: replacement.right).prefix(4).map(\.digits)
            let wrongs = strings(of: replacement.wrong).prefix(4).map(\.digits)
            readings = readings.flatMap { reading -> [String] in
                var fixed: [String] = []
                for (wrong, right) in zip(wrongs, rights) {
                    if let place = reading.ranges(of: wrong).last { fixed.append(reading.replacingCharacters(in: place, with: right)) }
                }
                return fixed.isEmpty ? [reading] : fixed
            }
        }
        return readings
    }
}

extension String {
    /// The string with one part of it replaced.
    fileprivate func replacingCharacters(in range: Range<Index>, with other: String) -> String {
        self[..<range.lowerBound] + other + self[range.upperBound...]
    }
}
