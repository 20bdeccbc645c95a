/// What people do in the portal by hand: everything here is announced by events as in life.
extension SandboxPortal {
    /// Creates a contact, company, deal or lead.
    /// - Parameter fields: camel-case fields of `crm.item.*`.
    /// - Returns: its identifier.
    @discardableResult
    package func addItem(_ type: CRMType, fields: JSONObject, phones: [String] = [], by user: Int = 1) -> Int {
        change { state in
            let values = phones.map {
                CommunicationValue(id: state.nextID("fm", from: 101), typeID: "PHONE", valueType: "WORK", value: $0)
            }
            return state.addItem(type, fields: fields, communications: values, actor: user).id
        }
    }

    /// Changes fields of an item, its stage or its responsible for example.
    /// - Returns: false when there is no such item.
    @discardableResult
    package func changeItem(_ type: CRMType, _ id: Int, fields: JSONObject, by user: Int = 1) -> Bool {
        change { state in
            guard var item = state.item(CRMLink(type, id)) else { return false }
            for (name, value) in fields { item.fields[name] = value }
            state.replaceItem(item, actor: user)
            return true
        }
    }

    /// Moves a lead to a stage, to another responsible, or both.
    @discardableResult
    package func changeLead(_ id: Int, stage: String? = nil, assigned: Int? = nil, by user: Int = 1) -> Bool {
        var fields = JSONObject()
        if let stage { fields["stageId"] = .string(stage) }
        if let assigned { fields["assignedById"] = .int(assigned) }
        return changeItem(.lead, id, fields: fields, by: user)
    }

    package func deleteLead(_ id: Int, by user: Int = 1) {
        change { state in state.removeItem(CRMLink(.lead, id), actor: user) }
    }

    package func deleteDeal(_ id: Int, by user: Int = 1) {
        change { state in state.removeItem(CRMLink(.deal, id), actor: user) }
    }

    /// An employee closes a task.
    @discardableResult
    package func completeTask(_ id: Int, by user: Int) -> Bool {
        change { state in
            guard var task = state.tasks[id] else { return false }
            task.status = 5
            state.storeChanged(task, actor: user)
            return true
        }
    }

    /// Every access token issued so far is expired from now on.
    package func expireAccessTokens() {
        change { state in state.tokens.expireAccess(now: state.now) }
    }

    /// Every refresh token issued so far is worthless, as when the installing employee is dismissed.
    package func revokeRefreshTokens() {
        change { state in state.tokens.dropRefresh() }
    }
}
