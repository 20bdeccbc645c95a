/// What `crm.item.add` and `crm.item.update` take of the `fields` sent to them.
struct ItemWriting {
    let method: String
    let type: CRMType

    /// Fields to store. As the portal does, unknown and read-only ones vanish silently; here they are remarked on.
    func accepted(_ sent: JSONObject, state: inout PortalState) throws(RESTFault) -> JSONObject {
        let known = Dictionary(uniqueKeysWithValues: ItemField.all(of: type).map { ($0.name, $0) })
        var fields = JSONObject()
        for (name, value) in sent where name != "fm" {
            if name.hasPrefix("ufCrm") || name.hasPrefix("parentId") {
                fields[name] = value
                continue
            }
            guard let field = known[name], !field.isReadOnly else {
                state.complain("\(method): field \(name) does not exist or is read-only, the portal ignores it")
                continue
            }
            fields[name] = try checked(value, for: field, state: state)
        }
        return fields
    }

    private func checked(_ value: JSON, for field: ItemField, state: PortalState) throws(RESTFault) -> JSON {
        let refusal = RESTFault(400, "CRM_FIELD_ERROR_VALUE_NOT_VALID", "Invalid value for field \"\(field.name)\"")
        if field.isMultiple {
            guard value.list != nil || value == .null else {
                throw RESTFault(400, "100", "Expected iterable value for multiple field, but got string instead")
            }
            return .array(value.list ?? [])
        }
        if value.isEmpty { return field.type == "double" && value != .null ? .int(0) : value }
        switch field.type {
        case "user":
            guard let id = value.int, state.user(id) != nil else { throw refusal }
            return .int(id)
        case "crm_company", "crm_contact", "crm_lead", "integer":
            guard let id = value.int else { throw refusal }
            return .int(id)
        case "double":
            guard let number = value.double else { throw refusal }
            return .double(number)
        case "boolean":
            return .string(value.flag ? "Y" : "N")
        case "datetime", "date":
            guard let date = value.text.flatMap(state.time.date) else { throw refusal }
            return .string(state.time.text(date))
        case "crm_status" where field.name == "stageId" || field.name == "sourceId":
            let entity = field.name == "sourceId" ? "SOURCE" : type == .lead ? "STATUS" : "DEAL_STAGE"
            guard let code = value.text, Stages.entry(entity, code) != nil else { throw refusal }
            return .string(code)
        default:
            guard let text = value.text else { throw refusal }
            return .string(text)
        }
    }

    /// `fm` of an add: a list of entries.
    func added(_ fm: JSON?, state: inout PortalState) -> [CommunicationValue] {
        (fm?.list ?? []).compactMap { entry in
            guard let value = text(entry, "value", state: &state), let typeID = text(entry, "typeId", state: &state) else { return nil }
            return CommunicationValue(
                id: state.nextID("fm", from: 101), typeID: typeID, valueType: entry["valueType"].text ?? "WORK", value: value)
        }
    }

    /// `fm` of an update: an object keyed by an entry's id (change; empty value: delete) or by n0, n1... (new).
    func updated(_ own: [CommunicationValue], by fm: JSON?, state: inout PortalState) -> [CommunicationValue] {
        guard let fm else { return own }
        guard case .object(let entries) = fm else {
            state.complain("\(method): fm of an update must be an object keyed by n0... or by entry ids")
            return own
        }
        var values = own
        for (key, entry) in entries {
            guard let typeID = text(entry, "typeId", state: &state) else { continue }
            let value = entry["value"].text ?? ""
            if let position = values.firstIndex(where: { String($0.id) == key }) {
                if value.isEmpty {
                    values.remove(at: position)
                } else {
                    values[position].value = value
                    values[position].valueType = entry["valueType"].text ?? values[position].valueType
                }
            } else if key.hasPrefix("n"), !value.isEmpty {
                values.append(
                    CommunicationValue(
                        id: state.nextID("fm", from: 101), typeID: typeID, valueType: entry["valueType"].text ?? "WORK", value: value))
            } else {
                state.complain("\(method): fm key \(key) is neither n0... nor an entry of the item")
            }
        }
        return values
    }

    private func text(_ entry: JSON, _ key: String, state: inout PortalState) -> String? {
        guard let text = entry[key].text, !text.isEmpty else {
            state.complain("\(method): an fm entry without \(key) does nothing")
            return nil
        }
        return text
    }
}
