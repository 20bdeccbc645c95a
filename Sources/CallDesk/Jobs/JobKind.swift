/// The kinds of durable work. A kind and its key name one unit of work: what is wanted twice is done once.
package enum JobKind: String, Sendable, CaseIterable {
    /// Read a stored event and plan what it asks for; key = the hash of its body.
    case event
    /// Find or create the client of a ringing call; key = CALL_ID.
    case callStart = "call.start"
    /// Bring an ended call to its final record; key = CALL_ID.
    case callRecord = "call.record"
    /// Tell the people of a call whose `call.record` was given up; key = CALL_ID.
    case callLost = "call.lost"
    /// Follow a changed or deleted lead; key = the lead's id.
    case leadFollow = "lead.follow"
    /// Follow a changed or deleted deal that a task of ours hangs on; key = the deal's id.
    case dealFollow = "deal.follow"
    /// Bring a portal's event bindings in line; key = the portal's id.
    case portalBind = "portal.bind"
    /// Look for calls whose events never came; key = the portal's id.
    case callSweep = "call.sweep"
    /// Forget what is kept no longer; one for all portals.
    case housekeeping

    /// Live callers wait behind nothing; housekeeping waits behind all.
    var priority: Int {
        switch self {
        case .callStart: 90
        case .event: 80
        case .leadFollow, .dealFollow: 60
        case .callRecord: 50
        case .callLost: 50
        case .portalBind: 40
        case .callSweep: 10
        case .housekeeping: 0
        }
    }
}
