/// One call after its token was checked.
struct RESTAsk: Sendable {
    /// As the caller wrote it.
    let method: String
    /// Without the token.
    let parameters: JSONObject
    /// Whose token it is.
    let userID: Int

    subscript(parameter: String) -> JSON { parameters[parameter] ?? .null }

    /// A positive integer parameter, else the given refusal.
    func identifier(_ parameter: String, else fault: RESTFault) throws(RESTFault) -> Int {
        guard let value = self[parameter].int, value > 0 else { throw fault }
        return value
    }
}

/// What a method answers: `result`, and for lists `total` and `next`.
struct RESTReply: Sendable {
    let result: JSON
    var total: Int?
    var next: Int?

    init(_ result: JSON, total: Int? = nil, next: Int? = nil) {
        self.result = result
        self.total = total
        self.next = next
    }
}

/// A method of the portal: its scope, the parameters its page names, and what it does.
struct RESTMethod: Sendable {
    typealias Run = @Sendable (inout PortalState, RESTAsk) throws(RESTFault) -> RESTReply

    let name: String
    /// Any one of these is enough; none means the method is open to every application.
    let scopes: Set<String>
    /// Exact spelling, as documented.
    let parameters: Set<String>
    let needsAdministrator: Bool
    let run: Run

    init(_ name: String, scope: Set<String>, parameters: Set<String> = [], administrator: Bool = false, run: @escaping Run) {
        self.name = name
        scopes = scope
        self.parameters = parameters
        needsAdministrator = administrator
        self.run = run
    }

    /// Every method of REST 2 the stand-in knows, by lower-case name.
    static let table: [String: RESTMethod] = {
        let groups = [
            ItemMethods.all, DuplicateMethods.all, DictionaryMethods.all, ActivityMethods.all, LayoutMethods.all, CommentMethods.all,
            StatisticMethods.all, TranscriptMethods.all, TelephonyClientMethods.all, DiskMethods.all, TaskMethods.all, ChecklistMethods.all,
            NotificationMethods.all, UserMethods.all, ApplicationMethods.all, EventMethods.all, PlacementMethods.all, SystemMethods.all,
        ]
        return Dictionary(uniqueKeysWithValues: groups.joined().map { ($0.name.lowercased(), $0) })
    }()
}
