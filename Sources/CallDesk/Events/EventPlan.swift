package import Bitrix24
import Foundation

/// What an event asks for. Only names and ids are taken from it; everything else is re-read by REST.
package enum EventPlan: Sendable, Equatable {
    case callStarted(CallHint)
    case callAnswered(callID: String, userID: Int)
    case callEnded(CallHint)
    case activityChanged(id: Int)
    case leadChanged(id: Int, deleted: Bool)
    case dealChanged(id: Int)
    case appUpdated(applicationToken: String?)
    case appUninstalled(clean: Bool)
    case nothing(String)

    /// What a telephony event says about a call.
    package struct CallHint: Sendable, Equatable {
        package var callID: String
        package var type: Int?
        package var phone: String?
        package var portalNumber: String?
        package var userID: Int?
        package var duration: Int?
        package var failedCode: String?
        package var activityID: Int?
    }

    package init(_ event: PortalEvent) {
        let data = event.data
        switch event.name {
        case EventName.callInit: self = Self.call(data, phoneKey: "CALLER_ID", EventPlan.callStarted)
        case EventName.callEnd: self = Self.call(data, phoneKey: "PHONE_NUMBER", EventPlan.callEnded)
        case EventName.callStart:
            guard let id = data["CALL_ID"].text, let user = data["USER_ID"].int else { self = .nothing("the event names no call or no user"); return }
            self = .callAnswered(callID: id, userID: user)
        case EventName.activityUpdate, EventName.activityAdd:
            self = data["FIELDS"]["ID"].int.map { .activityChanged(id: $0) } ?? .nothing("the event names no activity")
        case EventName.leadAdd, EventName.leadUpdate, EventName.leadDelete:
            let deleted = event.name == EventName.leadDelete
            self = data["FIELDS"]["ID"].int.map { .leadChanged(id: $0, deleted: deleted) } ?? .nothing("the event names no lead")
        case EventName.dealUpdate, EventName.dealDelete:
            self = data["FIELDS"]["ID"].int.map { .dealChanged(id: $0) } ?? .nothing("the event names no deal")
        case EventName.appUpdate: self = .appUpdated(applicationToken: event.applicationToken)
        case EventName.appUninstall: self = .appUninstalled(clean: data["CLEAN"].flag)
        default: self = .nothing("this version has no use for \(event.name)")
        }
    }

    private static func call(_ data: JSONValue, phoneKey: String, _ make: (CallHint) -> EventPlan) -> EventPlan {
        guard let id = data["CALL_ID"].text, id.utf8.count <= callIDBytesMax else { return .nothing("the event names no call") }
        return make(
            CallHint(
                callID: id, type: data["CALL_TYPE"].int, phone: data[phoneKey].text,
                portalNumber: data[phoneKey == "CALLER_ID" ? "PHONE_NUMBER" : "PORTAL_NUMBER"].text, userID: data["PORTAL_USER_ID"].int,
                duration: data["CALL_DURATION"].int, failedCode: data["CALL_FAILED_CODE"].text, activityID: data["CRM_ACTIVITY_ID"].int))
    }

    /// The longest call id taken, in bytes.
    static let callIDBytesMax = 255
}
