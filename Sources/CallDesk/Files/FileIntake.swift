import Dialog
package import Foundation
package import Storage

/// Takes a heard file in as a call: row, transcript, analysis and the job that writes it to the portal are one commit. From then on the call is finished
/// by whoever owns the storage, now or after the next start.
package struct FileIntake: Sendable {
    /// How the call stands in the CRM.
    package struct Receipt: Sendable, Codable, Equatable {
        package let call: Int64
        package let leadID: Int?
        package let dealID: Int?
        package let stage: String

        package init(call: Int64, leadID: Int?, dealID: Int?, stage: String) {
            self.call = call
            self.leadID = leadID
            self.dealID = dealID
            self.stage = stage
        }
    }

    /// How far it has come.
    package struct Progress: Sendable, Codable, Equatable {
        package let receipt: Receipt
        /// Everything about it stands in the CRM.
        package let isFinal: Bool
        /// What brings it there; `nil` once it is final.
        package let work: Work?

        package init(receipt: Receipt, isFinal: Bool, work: Work?) {
            self.receipt = receipt
            self.isFinal = isFinal
            self.work = work
        }
    }

    /// The job behind a call that is not final.
    package struct Work: Sendable, Codable, Equatable {
        package let job: Int64
        package let state: JobState
        /// Why it waits or has ended.
        package let reason: String?
        package let runAt: Date

        package init(job: Int64, state: JobState, reason: String?, runAt: Date) {
            self.job = job
            self.state = state
            self.reason = reason
            self.runAt = runAt
        }
    }

    let tools: DeskTools
    let runner: JobRunner

    /// Takes it in, once: a call that was taken in before keeps what was read then, for parts of it may stand in the portal; its job is asked for again.
    /// - Parameters:
    ///   - externalID: of ``FileProcessor/externalID(of:phone:)``.
    ///   - phone: E.164.
    package func take(_ reading: FileProcessor.Reading, externalID: String, phone: String, portalID: Int64) async throws -> Progress {
        // A final call has nothing left to do: no job is asked for.
        if let known = try await tools.store.call(portalID: portalID, externalID: externalID), known.callStage.isFinal { return Progress(known, work: nil) }
        let analysis = String(decoding: try JSONEncoder().encode(reading.analysis), as: UTF8.self)
        let outcome = reading.analysis.outcome.rawValue
        let seconds = Int(reading.transcript.seconds.rounded())
        let language = tools.configuration.language
        let moment = tools.now()
        let caveats = reading.transcript.caveats
        let job = NewJob(
            portalID: portalID, kind: JobKind.callRecord.rawValue, key: externalID, runAt: moment, priority: JobKind.callRecord.priority)
        let call = try await tools.store.upsertHeardCall(
            portalID: portalID, externalID: externalID, transcript: reading.transcript.rows, now: moment, then: [job]
        ) { call in
            guard !call.callStage.isFinal, call.analysis == nil else { return false }
            call.origin = .file
            call.direction = .incoming
            call.phone = phone
            call.duration = seconds
            call.startedAt = moment
            call.language = language
            call.stage = CallStage.analysed.rawValue
            call.analysis = analysis
            call.hearingCaveats = caveats
            call.outcome = outcome
            return true
        }
        runner.ring()
        return try await progress(of: call.id)
    }

    /// Runs the call's job in this process if it is due: for a command that owns the storage.
    package func advance(_ id: Int64) async throws -> Progress {
        if let call = try await tools.store.call(id: id), !call.callStage.isFinal {
            try await runner.runDue(portalID: call.portalID, kind: .callRecord, key: call.externalID)
        }
        return try await progress(of: id)
    }

    /// - Throws: `StoreError.notFound` when there is no such call.
    package func progress(of id: Int64) async throws -> Progress {
        let call = try await call(id)
        guard !call.callStage.isFinal else { return Progress(call, work: nil) }
        let job = try await tools.store.job(portalID: call.portalID, kind: JobKind.callRecord.rawValue, key: call.externalID)
        // Between the two looks the call may have been finished.
        return Progress(try await self.call(id), work: job)
    }

    private func call(_ id: Int64) async throws -> CallRow {
        guard let call = try await tools.store.call(id: id) else { throw StoreError(.notFound, "there is no call \(id)") }
        return call
    }
}

extension FileIntake.Progress {
    fileprivate init(_ call: CallRow, work job: JobRow?) {
        let isFinal = call.callStage.isFinal
        self.init(
            receipt: .init(call: call.id, leadID: call.leadID, dealID: call.dealID, stage: call.stage), isFinal: isFinal,
            work: isFinal ? nil : job.map { .init(job: $0.id, state: $0.state, reason: $0.lastError, runAt: $0.runAt) })
    }
}
