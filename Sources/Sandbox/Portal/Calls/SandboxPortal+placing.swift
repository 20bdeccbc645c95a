/// Calls placed by hand: by a form on the page of calls, or by a program with `Accept: application/json`.
extension SandboxPortal {
    /// Where a call is placed: a POST with `kind`, `seed` and perhaps `phone`.
    package static let callPath = "/sandbox/call"
    /// Calls being placed at once.
    private static let placingMax = 4

    private struct Refusal: Error {
        let status: Int
        let sentence: String
    }

    /// Gives the portal somebody who calls.
    package func employ(_ callers: SandboxCalls) { self.callers = callers }

    func placeCall(_ ask: HTTPAsk) async -> HTTPAnswer {
        let wantsJSON = ask.headers["accept"]?.contains("application/json") == true
        do throws(Refusal) {
            let receipt = try await place(FormCoding.decode(ask.bodyText))
            return wantsJSON ? .json(receipt, status: 201) : .redirect(to: "/telephony/")
        } catch {
            guard wantsJSON else { return .html(PageFrame(state: state).callRefused(error.sentence), status: error.status) }
            return .json(["error": .string(error.sentence)], status: error.status)
        }
    }

    private func place(_ form: JSONObject) async throws(Refusal) -> JSON {
        guard let kind = CallKind(rawValue: form["kind"]?.text ?? CallKind.newClient.rawValue) else {
            throw Refusal(status: 400, sentence: "kind: write one of \(CallKind.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        guard let seed = UInt64(form["seed"]?.text ?? "1") else { throw Refusal(status: 400, sentence: "seed: write a whole number") }
        let phone = form["phone"]?.text.flatMap { $0.isEmpty ? nil : $0 }
        guard phone.map(Self.isPhone) ?? true else { throw Refusal(status: 400, sentence: "phone: write the number like +79991234567") }
        guard let callers else { throw Refusal(status: 503, sentence: "This portal has nobody who calls.") }
        guard state.isInstalled else {
            throw Refusal(status: 409, sentence: "No application is installed in the stand-in portal, so nobody would notice the call: install one (voice-agent sandbox --app URL).")
        }
        guard placing < Self.placingMax else { throw Refusal(status: 503, sentence: "Enough calls are being placed: try again in a moment.") }
        placing += 1
        defer { placing -= 1 }
        let call: PortalCall
        do {
            call = try await Self.portalCall(kind, seed: seed, phone: phone, callers)
        } catch {
            throw Refusal(status: 500, sentence: "The call could not be made up: \(error)")
        }
        if kind == .knownClient { acquaint(call.clientPhone) }
        guard let callID = try? await receiveCall(call, after: { phase, _ in if phase == .rang { await self.ring(call) } }) else { throw Refusal(status: 503, sentence: "The stand-in remembers no more calls: start it again.") }
        return ["callId": .string(callID), "phone": .string(call.clientPhone), "seconds": .int(call.recording?.seconds ?? 0)]
    }

    /// Puts the caller into the CRM, as one who has an order there: a contact with an open deal, unless the number is in it already.
    private func acquaint(_ phone: String) {
        guard state.items(.contact, phone: phone).isEmpty else { return }
        let name = state.text("Постоянный", "Returning")
        let contact = addItem(.contact, fields: ["name": .string(name), "lastName": .string(state.text("Клиент", "Client"))], phones: [phone])
        addItem(
            .deal, fields: ["title": .string(state.text("Заказ постоянного клиента", "A returning client's order")), "contactId": .int(contact), "contactIds": [.int(contact)]])
    }

    /// How often it is looked whether somebody has put the caller into the CRM while the phone rings, and the pause between two looks: 8 s in all.
    private static let ringLooks = 80
    private static let ringPause = Duration.milliseconds(100)

    /// The phone rings until the caller is in the CRM, as it rings for some seconds at people's desks: a call has a card only if somebody is there to tie it to.
    private func ring(_ call: PortalCall) async {
        for _ in 0..<Self.ringLooks {
            guard state.caller(of: call) == nil, (try? await configuration.sleep(Self.ringPause)) != nil else { return }
        }
    }

    /// Synthesised speech is laid out off the portal's own thread, which goes on answering.
    @concurrent
    private nonisolated static func portalCall(_ kind: CallKind, seed: UInt64, phone: String?, _ callers: SandboxCalls) async throws -> PortalCall {
        guard let rendered = try callers.rendered(kind, seed: seed) else {
            return PortalCall(clientPhone: phone ?? callers.grammar.call(kind, seed: seed).clientPhone, answeredBy: nil)
        }
        let seconds = Int(rendered.call.seconds.rounded())
        return PortalCall(
            clientPhone: phone ?? rendered.call.clientPhone, duration: seconds,
            recording: .init(bytes: rendered.wave.encoded(), fileName: "call.wav", seconds: seconds, readsBeforeReady: 1))
    }

    /// E.164 as a line shows it.
    private static func isPhone(_ text: String) -> Bool {
        text.hasPrefix("+") && (8...15).contains(text.count - 1) && text.dropFirst().allSatisfy { $0.isASCII && $0.isNumber }
    }
}
