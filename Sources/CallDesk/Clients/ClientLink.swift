package import Bitrix24
package import Storage

/// Whom a call belongs to in the CRM.
package struct ClientLink: Sendable, Equatable {
    package var entity: CRMEntity
    package var entityID: Int
    package var leadID: Int?
    package var dealID: Int?
    package var responsibleID: Int?

    package init(entity: CRMEntity, entityID: Int, leadID: Int? = nil, dealID: Int? = nil, responsibleID: Int? = nil) {
        self.entity = entity
        self.entityID = entityID
        self.leadID = leadID ?? (entity == .lead ? entityID : nil)
        self.dealID = dealID ?? (entity == .deal ? entityID : nil)
        self.responsibleID = responsibleID
    }

    /// What the call's row remembers, if it remembers anything.
    package init?(_ call: CallRow) {
        guard let type = call.entityType, let entity = CRMEntity(rawValue: type), let id = call.entityID else { return nil }
        self.init(entity: entity, entityID: id, leadID: call.leadID, dealID: call.dealID, responsibleID: call.responsibleID)
    }

    /// The items a task about the call is tied to, as UF_CRM_TASK wants them: `L_4`, `D_10`.
    package var taskBindings: [String] {
        var bindings = ["\(entity.shortCode)_\(entityID)"]
        if let dealID, entity != .deal { bindings.append("\(CRMEntity.deal.shortCode)_\(dealID)") }
        if let leadID, entity != .lead, dealID == nil { bindings.append("\(CRMEntity.lead.shortCode)_\(leadID)") }
        return bindings
    }

    /// Where texts about the call go: the deal when there is one, for it is the card people work in.
    package var card: (entity: CRMEntity, id: Int) {
        if let dealID { return (.deal, dealID) }
        return (entity, entityID)
    }

    func store(in call: inout CallRow) {
        call.entityType = entity.rawValue
        call.entityID = entityID
        call.leadID = leadID
        call.dealID = dealID
        call.responsibleID = responsibleID
    }
}
