import Sandbox

extension RecordedCall {
    private static let promises = ["перезвонит ", "перезвоним", "перезвоню", "запланирую звонок"]

    /// A person is wanted by the client, promised by the operator, offered and accepted, or owed to one who was not answered.
    var isOwed: Bool {
        // A client who declines turns down the call that was offered, too.
        if truth.outcome == .refused { return false }
        let said = text(of: .operator).lowercased()
        return kind == .missed || truth.wantsPerson || truth.callBack != nil || Self.promises.contains { said.contains($0) } || isOfferAccepted
    }

    /// "Перезвонить вам на этот же номер?" - "Да, звоните на этот номер."
    private var isOfferAccepted: Bool {
        zip(lines, lines.dropFirst()).contains { question, reply in
            question.side == .operator && question.text.contains("Перезвонить вам") && reply.side == .client && reply.text.hasPrefix("Да")
        }
    }
}
