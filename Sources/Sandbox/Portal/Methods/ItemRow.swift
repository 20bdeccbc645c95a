/// Items as `crm.item.get` and `crm.item.list` show them.
enum ItemRow {
    /// All fields; `fm` only where the portal gives it: after get, add, update, and list with `select: ["*"]`.
    static func full(_ item: CRMItem, state: PortalState, withCommunications: Bool) -> JSONObject {
        var row = JSONObject()
        for field in ItemField.all(of: item.type) { row[field.name] = item.fields[field.name] ?? field.unset }
        row["id"] = .int(item.id)
        row["createdTime"] = .string(state.time.text(item.created))
        row["updatedTime"] = .string(state.time.text(item.updated))
        row["createdBy"] = .int(item.createdBy)
        row["updatedBy"] = .int(item.updatedBy)
        if item.type == .lead || item.type == .deal {
            row["stageSemanticId"] = .string(Stages.semantics(of: item))
            row["categoryId"] = item.type == .deal ? item.fields["categoryId"] ?? 0 : nil
            row["closed"] = item.type == .deal ? .string(Stages.semantics(of: item) == "P" ? "N" : "Y") : nil
        }
        if item.type != .deal { addCommunicationFields(of: item, to: &row) }
        for (name, value) in item.fields where row[name] == nil { row[name] = value }
        if withCommunications, item.type != .deal {
            row["fm"] = .array(
                item.communications.map {
                    ["id": .int($0.id), "valueType": .string($0.valueType), "value": .string($0.value), "typeId": .string($0.typeID)]
                })
        }
        row["entityTypeId"] = .int(item.type.rawValue)
        return row
    }

    private static func addCommunicationFields(of item: CRMItem, to row: inout JSONObject) {
        func first(_ type: String, _ valueType: String? = nil) -> String {
            item.communications.first { $0.typeID == type && (valueType == nil || $0.valueType == valueType) }?.value ?? ""
        }
        row["hasPhone"] = .string(first("PHONE").isEmpty ? "N" : "Y")
        row["hasEmail"] = .string(first("EMAIL").isEmpty ? "N" : "Y")
        row["phone"] = .string(first("PHONE"))
        row["phoneMobile"] = .string(first("PHONE", "MOBILE"))
        row["phoneWork"] = .string(first("PHONE", "WORK"))
        row["phoneMailing"] = .string(first("PHONE", "MAILING"))
        row["email"] = .string(first("EMAIL"))
        row["emailHome"] = .string(first("EMAIL", "HOME"))
        row["emailWork"] = .string(first("EMAIL", "WORK"))
        row["emailMailing"] = .string(first("EMAIL", "MAILING"))
        row["imol"] = ""
    }
}
