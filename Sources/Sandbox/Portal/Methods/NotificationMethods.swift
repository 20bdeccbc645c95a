/// Notifications (`chats/notifications/im-notify*.md`).
enum NotificationMethods {
    /// Longest attachment, in characters.
    static let attachLimit = 60_000

    private static let parameters: Set<String> = ["USER_ID", "MESSAGE", "MESSAGE_OUT", "TAG", "SUB_TAG", "ATTACH", "CLIENT_ID"]

    static let all: [RESTMethod] = [
        RESTMethod("im.notify.system.add", scope: ["im"], parameters: parameters) { state, ask throws(RESTFault) in
            try add(&state, ask, isSystem: true)
        },
        RESTMethod("im.notify.personal.add", scope: ["im"], parameters: parameters) { state, ask throws(RESTFault) in
            try add(&state, ask, isSystem: false)
        },
        RESTMethod("im.notify", scope: ["im"], parameters: parameters.union(["TYPE"])) { state, ask throws(RESTFault) in
            try add(&state, ask, isSystem: ask["TYPE"].text == "SYSTEM")
        },
    ]

    private static func add(_ state: inout PortalState, _ ask: RESTAsk, isSystem: Bool) throws(RESTFault) -> RESTReply {
        let userID = try ask.identifier("USER_ID", else: RESTFault(400, "USER_ID_EMPTY", "User ID can't be empty"))
        let message = (ask["MESSAGE"].text ?? "").trimming
        guard !message.isEmpty else { throw RESTFault(400, "MESSAGE_EMPTY", "Message can't be empty") }
        guard ask["ATTACH"].encodedText.count <= attachLimit else {
            throw RESTFault(400, "ATTACH_OVERSIZE", "You have exceeded the maximum allowable size of attach")
        }
        guard state.user(userID) != nil else { return RESTReply(false) }
        let tag = ask["TAG"].text.flatMap { $0.isEmpty ? nil : $0 }
        if let tag {
            for (id, other) in state.notifications where other.tag == tag { state.notifications[id] = nil }
        }
        let id = state.nextID("notification", from: 12_345)
        state.notifications[id] = PortalNotification(
            id: id, userID: userID, message: message, tag: tag, isSystem: isSystem, authorID: ask.userID, date: state.now)
        return RESTReply(.int(id))
    }
}

extension String {
    /// Without white space at its ends.
    fileprivate var trimming: String {
        let body = drop(while: \.isWhitespace)
        return String(body.reversed().drop(while: \.isWhitespace).reversed())
    }
}
