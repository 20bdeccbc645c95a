/// A copy of everything a test or a demo may want to look at.
package struct PortalSnapshot: Sendable {
    package let leads: [CRMItem]
    package let deals: [CRMItem]
    package let contacts: [CRMItem]
    package let companies: [CRMItem]
    package let activities: [CallActivity]
    package let statistics: [CallStatistic]
    package let transcripts: [CallTranscript]
    package let tasks: [PortalTask]
    package let notifications: [PortalNotification]
    package let comments: [TimelineComment]
    package let files: [PortalFile]
    package let stageSteps: [StageStep]
    package let boundEvents: [(event: String, handler: String)]
    package let placements: [PlacementBinding]
    package let isInstalled: Bool
    package let applicationToken: String

    /// The transcript attached to a call; nil when there is none.
    package func transcript(of callID: String) -> CallTranscript? { transcripts.last { $0.callID == callID } }

    /// The activity of a call; nil when telephony made none.
    package func activity(of callID: String) -> CallActivity? { activities.first { $0.callID == callID } }
}

extension SandboxPortal {
    package var snapshot: PortalSnapshot {
        PortalSnapshot(
            leads: state.sortedItems(.lead), deals: state.sortedItems(.deal), contacts: state.sortedItems(.contact),
            companies: state.sortedItems(.company), activities: state.activities.values.sorted { $0.id < $1.id },
            statistics: state.statistics.values.sorted { $0.id < $1.id }, transcripts: state.transcripts.values.sorted { $0.id < $1.id },
            tasks: state.tasks.values.sorted { $0.id < $1.id }, notifications: state.notifications.values.sorted { $0.id < $1.id },
            comments: state.comments.values.sorted { $0.id < $1.id }, files: state.files.values.sorted { $0.id < $1.id },
            stageSteps: state.stageSteps, boundEvents: state.eventBindings.map { ($0.event, $0.handler) }, placements: state.placements,
            isInstalled: state.isInstalled, applicationToken: state.applicationToken)
    }

    /// What the application asked for that no documentation page knows. A healthy client leaves this empty.
    package var strictViolations: [String] { state.violations }

    /// The requests served so far.
    package var requests: RequestLog { log }

    /// Plans a mishap.
    package func plan(_ fault: PlannedFault) { faults.add(fault) }

    /// Forgets all planned mishaps.
    package func clearFaults() { faults.clear() }

    /// Calls `hook` with each request before and after it is executed, and waits for it; a test may stop the product there.
    package func onRequest(_ hook: (@Sendable (RequestRecord, RequestMoment) async -> Void)?) { self.hook = hook }
}
