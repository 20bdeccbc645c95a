/// Which jobs to list.
package struct JobFilter: Sendable, Equatable {
    /// Empty: all.
    package var states: Set<JobState>
    package var kind: String?
    package var portalID: Int64?
    /// Only ids below, for the next page.
    package var before: Int64?
    /// At most ``StoreLimit/pageRows``.
    package var limit: Int

    package init(states: Set<JobState> = [], kind: String? = nil, portalID: Int64? = nil, before: Int64? = nil, limit: Int = 100) {
        self.states = states
        self.kind = kind
        self.portalID = portalID
        self.before = before
        self.limit = limit
    }
}
