/// Rules by which recorded sales calls are made: the same kind and seed always give the same call. The rules speak of groups of phrases, so another
/// language needs only another catalogue.
package struct CallGrammar: Sendable {
    package let catalogue: PhraseCatalogue

    package init(catalogue: PhraseCatalogue = .russian) { self.catalogue = catalogue }

    /// A call of a kind. Its lines have no times yet.
    package func call(_ kind: CallKind, seed: UInt64) -> RecordedCall {
        // Kinds of one seed differ in voices and numbers too.
        let place = UInt64(CallKind.allCases.firstIndex(of: kind) ?? 0)
        var draft = CallDraft(catalogue: catalogue, seed: seed &* 31 &+ place)
        switch kind {
        case .newClient: Self.newClient(&draft)
        case .knownClient: Self.knownClient(&draft)
        case .wantsPerson: Self.wantsPerson(&draft)
        case .priceObjection: Self.priceObjection(&draft)
        case .dictatedPhone: Self.dictatedPhone(&draft)
        case .wrongNumber: Self.wrongNumber(&draft)
        case .silence: Self.silence(&draft)
        case .missed: draft.truth.outcome = .missed
        }
        return draft.call(kind, seed: seed)
    }

    private static func begin(_ draft: inout CallDraft, saysName: Double) {
        draft.open()
        var first = draft.unit(.client, "client.hello")
        if draft.random.chance(saysName) { first += draft.ownName() }
        if draft.random.chance(0.4) { first += draft.unit(.client, "client.reason") }
        draft.say(.client, first + draft.filler() + draft.need())
    }

    private static func newClient(_ draft: inout CallDraft) {
        begin(&draft, saysName: 0.5)
        draft.answer("operator.good")
        draft.exchangeNames()
        draft.details(atMost: 2 + draft.random.index(2))
        draft.questions()
        draft.sameNumber()
        draft.answer("operator.promise")
        draft.truth.outcome = .qualified
        draft.close()
    }

    private static func knownClient(_ draft: inout CallDraft) {
        draft.open()
        draft.say(.client, draft.unit(.client, "client.hello") + draft.ownName() + draft.unit(.client, "client.known"))
        draft.answer("operator.known")
        draft.say(.client, draft.filler() + draft.unit(.client, "client.knownAsk"))
        draft.answer("operator.knownAnswer")
        draft.say(.client, draft.unit(.client, "client.yes"))
        draft.close()
    }

    private static func wantsPerson(_ draft: inout CallDraft) {
        let tellsNeed = draft.random.chance(0.5)
        draft.open()
        let need = tellsNeed ? draft.need() : []
        draft.say(.client, draft.unit(.client, "client.hello") + need + draft.unit(.client, "client.person"))
        draft.truth.wantsPerson = true
        draft.truth.outcome = .handoff
        if draft.random.chance(0.6) { draft.exchangeNames() }
        if draft.random.chance(0.5) {
            draft.answer("operator.transfer")
            draft.say(.client, draft.unit(.client, "client.yes"))
        } else {
            draft.answer("operator.busy")
            draft.sameNumber()
            draft.close()
        }
    }

    private static func priceObjection(_ draft: inout CallDraft) {
        begin(&draft, saysName: 0.4)
        draft.exchangeNames()
        draft.answer("operator.price")
        object(&draft, "price", answeredBy: "operator.answerPrice")
        if draft.random.chance(0.4) {
            let second = draft.random.chance(0.5) ? "think" : "supplier"
            object(&draft, second, answeredBy: second == "think" ? "operator.answerThink" : "operator.answerSupplier")
        }
        switch draft.random.index(3) {
        case 0:
            draft.say(.client, draft.unit(.client, "client.accept"))
            draft.answer("operator.promise")
            draft.truth.outcome = .qualified
        case 1:
            let ask = draft.unit(.client, "client.callBack")
            draft.truth.callBack = ask.first?.text
            draft.say(.client, ask)
            draft.answer("operator.promiseCall")
            draft.truth.outcome = .callback
        default:
            draft.say(.client, draft.unit(.client, "client.refuse"))
            draft.truth.outcome = .refused
        }
        draft.close()
    }

    private static func object(_ draft: inout CallDraft, _ kind: String, answeredBy group: String) {
        draft.say(.client, draft.filler() + draft.unit(.client, "client.objection.\(kind)"))
        draft.answer(group)
        draft.truth.objections.append(kind)
    }

    private static func dictatedPhone(_ draft: inout CallDraft) {
        begin(&draft, saysName: 0.6)
        draft.exchangeNames()
        draft.details(atMost: 1)
        draft.dictation()
        draft.answer("operator.promise")
        draft.truth.outcome = .qualified
        draft.close()
    }

    private static func wrongNumber(_ draft: inout CallDraft) {
        draft.open()
        draft.say(.client, draft.unit(.client, "client.hello") + draft.unit(.client, "client.wrongAsk"))
        draft.answer("operator.wrong")
        draft.say(.client, draft.unit(.client, "client.wrong"))
        draft.answer("operator.bye")
        draft.truth.outcome = .wrongNumber
    }

    /// Every other seed, not even the operator speaks.
    private static func silence(_ draft: inout CallDraft) {
        draft.truth.outcome = .silent
        guard draft.random.chance(0.5) else { return }
        draft.open()
        for _ in 0..<2 { draft.say(.operator, draft.unit(.operator, "operator.silence"), afterPause: true) }
    }
}
