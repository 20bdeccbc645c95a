extension SandboxPortal {
    /// Why a call could not be played.
    package struct CallRefusal: Error, CustomStringConvertible {
        package let description: String
    }

    /// Plays a call from its first ring to its end, posting each event and waiting for the application's answer before the next.
    /// - Parameter after: called when a step is over; a test may let the application work there, or stop it.
    /// - Returns: CALL_ID.
    @discardableResult
    package func receiveCall(
        _ call: PortalCall, after: @Sendable (CallPhase, String) async throws -> Void = { _, _ in }
    ) async throws -> String {
        let callID = try await startCall(call)
        try await after(.rang, callID)
        if await answerCall(callID) { try await after(.answered, callID) }
        try await endCall(callID)
        try await after(.ended, callID)
        return callID
    }

    /// The phone rings.
    /// - Returns: CALL_ID.
    package func startCall(_ call: PortalCall) async throws -> String {
        guard let begun = change({ state in state.beginCall(call) }) else { throw CallRefusal(description: "The stand-in remembers no more calls.") }
        await postNow(begun.event)
        return begun.callID
    }

    /// Somebody picks up.
    /// - Returns: false when nobody does.
    @discardableResult
    package func answerCall(_ callID: String) async -> Bool {
        guard let event = state.answerEvent(callID) else { return false }
        await postNow(event)
        return true
    }

    /// The conversation ends, or the caller gives up.
    package func endCall(_ callID: String) async throws {
        guard let event = change({ state in state.endCall(callID) }) else {
            throw CallRefusal(description: "There is no call in progress with this CALL_ID.")
        }
        await postNow(event)
    }

    /// The recording of a finished call becomes ready; nothing but the call's activity changes.
    /// - Returns: false when the call has no recording or it is there already.
    @discardableResult
    package func publishRecording(_ callID: String) -> Bool {
        change { state in state.publishRecording(callID) }
    }

    private func postNow(_ event: QueuedEvent) async {
        state.now = configuration.now()
        for prepared in prepare(event) { _ = await post(prepared) }
    }
}
