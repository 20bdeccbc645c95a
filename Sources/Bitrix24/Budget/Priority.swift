/// How urgent a call is. Under pressure the portal's request budget goes to the first ones, and each class leaves room for the more urgent.
public enum Priority: Int, Sendable, Hashable, CaseIterable, Comparable {
    /// A caller is on the line.
    case live
    /// Somebody is being told to take over.
    case handoff
    /// Everything that somebody will look at soon.
    case normal
    /// Polls, sweeps, statistics.
    case background

    /// The more urgent one is the smaller.
    public static func < (left: Priority, right: Priority) -> Bool { left.rawValue < right.rawValue }

    /// How much of the bucket calls of this class may fill. Less than all: others on the same source address share the bucket, and the
    /// portal drains once a second, not steadily (limits.md).
    var shareOfBucket: Double {
        switch self {
        case .live: 0.9
        case .handoff: 0.8
        case .normal: 0.7
        case .background: 0.5
        }
    }
}
