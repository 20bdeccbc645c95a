import Metrics
import Storage

/// What the store holds and how far behind its work is, looked up at each reading. Numbers only.
struct StoreMeter: Sendable {
    let registry: PrometheusRegistry

    func record(_ health: StoreHealth) {
        for (state, count) in health.jobs { set("voice_agent_jobs", [("state", state.rawValue)], Double(count)) }
        for (state, count) in health.effects { set("voice_agent_effects", [("state", state.rawValue)], Double(count)) }
        for (status, count) in health.portals { set("voice_agent_portals", [("status", status.rawValue)], Double(count)) }
        set("voice_agent_job_oldest_due_seconds", [], health.oldestDueAge / .seconds(1))
        set("voice_agent_events", [], Double(health.events))
        set("voice_agent_calls", [], Double(health.calls))
        set("voice_agent_handoffs_open", [], Double(health.openHandoffs))
        set("voice_agent_database_bytes", [], Double(health.databaseBytes))
        set("voice_agent_database_log_bytes", [], Double(health.logBytes))
    }

    private func set(_ label: String, _ dimensions: [(String, String)], _ value: Double) {
        Meter(label: label, dimensions: dimensions, factory: registry).set(value)
    }
}
