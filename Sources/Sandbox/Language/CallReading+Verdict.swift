/// The reading as an analysis in the words the product asks for.
extension CallReading {
    var outcome: String {
        if transcript.ofClient.isEmpty { return "silent" }
        if isWrongNumber { return "wrongNumber" }
        if wantsPerson != nil { return "handoff" }
        if callBack != nil { return "callback" }
        if isRefused { return "refused" }
        if need != nil { return "qualified" }
        return slots.isEmpty ? "unclear" : "info"
    }

    var sentiment: String {
        if isRefused { return "negative" }
        return objections.isEmpty && need != nil ? "positive" : "neutral"
    }

    var nextStep: String {
        switch outcome {
        case "silent": "Перезвонить клиенту: разговор не состоялся."
        case "wrongNumber": "Действий не требуется: клиент ошибся номером."
        case "handoff": "Связать клиента с менеджером."
        case "callback": "Перезвонить клиенту: \(callBack?.value ?? "")"
        case "refused": "Вернуться к клиенту позже с другим предложением."
        case "qualified": "Передать заявку менеджеру и подготовить предложение."
        default: "Ответить на вопрос клиента."
        }
    }

    /// Two or three claims, each with the lines it rests on.
    private var summary: [ServiceJSON] {
        var claims: [ServiceJSON] = []
        func claim(_ text: String, _ lines: [Int]) {
            claims.append(["text": .string(text), "utterances": .array(lines.map { .integer(Int64($0)) })])
        }
        if let name { claim("Клиент представился: \(name.value).", [name.line]) }
        if let need { claim("Потребность клиента: \(need.value)", [need.line]) }
        if let wantsPerson { claim("Клиент просит соединить его с сотрудником.", [wantsPerson.line]) }
        for objection in objections { claim("Возражение: \(objection.finding.quote)", [objection.finding.line]) }
        if let callBack { claim("Клиент просит перезвонить: \(callBack.value)", [callBack.line]) }
        if isWrongNumber, let line = transcript.ofClient.last { claim("Клиент ошибся номером.", [line.number]) }
        if claims.isEmpty, let line = transcript.ofClient.first { claim("Клиент сказал: \(line.text)", [line.number]) }
        return claims
    }

    private static func evidence(_ finding: Finding) -> [String: ServiceJSON] {
        ["quote": .string(finding.quote), "utterance": .integer(Int64(finding.line)), "text": .string(finding.quote)]
    }

    private var scriptScore: ServiceJSON {
        let all = checks
        let met = all.filter { $0.line != nil }.count
        return [
            "points": .integer(Int64(met * 100 / max(1, all.count))),
            "checks": .array(
                all.map { ["name": .string($0.name), "met": .bool($0.line != nil), "utterance": $0.line.map { .integer(Int64($0)) } ?? .null] }),
        ]
    }

    /// Everything known, for a schema to take from.
    var known: ServiceJSON {
        let slots = slots.map { slot -> ServiceJSON in
            .object(Self.evidence(slot).merging(["name": .string(slot.name), "value": .string(slot.value), "confidence": 0.9], uniquingKeysWith: { $1 }))
        }
        let objections = objections.map { objection -> ServiceJSON in
            .object(
                Self.evidence(objection.finding)
                    .merging(["kind": .string(objection.finding.name), "answered": .bool(objection.answered)], uniquingKeysWith: { $1 }))
        }
        var known: [String: ServiceJSON] = [
            "summary": .array(summary), "slots": .array(slots), "objections": .array(objections), "sentiment": .string(sentiment),
            "outcome": .string(outcome), "nextStep": .string(nextStep),
        ]
        known["wantsPerson"] = wantsPerson.map { .object(Self.evidence($0)) } ?? .null
        let promise: [String: ServiceJSON] = ["promised": .bool(isPromised), "at": .null]
        known["callBack"] = callBack.map { .object(Self.evidence($0).merging(promise, uniquingKeysWith: { $1 })) } ?? .null
        known["scriptScore"] = transcript.ofCompany.isEmpty ? .null : scriptScore
        return .object(known)
    }

    /// The same in prose, for a request without a schema.
    var prose: String {
        (summary.compactMap { $0["text"].text } + ["Итог: \(outcome).", nextStep]).joined(separator: " ")
    }
}
