/// A mishap to befall chosen requests.
package struct PlannedFault: Sendable {
    package enum Kind: Sendable, Equatable {
        /// Served, but only after this long.
        case slow(Duration)
        case fail500BeforeExecuting
        case fail500AfterExecuting
        case cutBeforeExecuting
        case cutAfterExecuting
        /// Status 200 and a page instead of JSON, not executed.
        case html
        /// 503 QUERY_LIMIT_EXCEEDED, not executed.
        case queryLimit
        /// 429 OPERATION_TIME_LIMIT, not executed.
        case operationLimit
        /// 401 expired_token, not executed.
        case expiredToken
        /// The portal looks at the request and says no, with this code and status 400; not executed.
        case refusal(String)
    }

    /// A REST method, "oauth" for token requests and "oauth.app.info" for the check of a token, "download" for files, or "*" for any REST method.
    package let method: String
    /// Which of the matching requests it hits first, from 1.
    package let nth: Int
    /// How many matching requests in a row it hits.
    package let count: Int
    package let kind: Kind

    package init(_ kind: Kind, method: String = "*", nth: Int = 1, count: Int = 1) {
        self.kind = kind
        self.method = method
        self.nth = nth
        self.count = count
    }
}

/// Planned mishaps and how many requests each has let pass.
struct FaultPlan: Sendable {
    private var faults: [(fault: PlannedFault, seen: Int)] = []

    mutating func add(_ fault: PlannedFault) { faults.append((fault, 0)) }

    mutating func clear() { faults.removeAll() }

    /// What happens to this request; nil when it is served in peace.
    mutating func fault(for method: String, isREST: Bool) -> PlannedFault.Kind? {
        var kind: PlannedFault.Kind?
        for index in faults.indices {
            let fault = faults[index].fault
            guard fault.method.lowercased() == method.lowercased() || (fault.method == "*" && isREST) else { continue }
            faults[index].seen += 1
            let position = faults[index].seen - fault.nth
            if kind == nil, position >= 0, position < fault.count { kind = fault.kind }
        }
        return kind
    }
}
