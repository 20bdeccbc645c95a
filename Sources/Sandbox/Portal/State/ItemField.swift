/// One standard field of a CRM item (`crm/universal/object-fields.md`).
struct ItemField: Sendable {
    let name: String
    /// As in `crm.item.fields`: string, text, integer, double, boolean, user, datetime, crm_status...
    let type: String
    let isReadOnly: Bool
    let isMultiple: Bool

    init(_ name: String, _ type: String = "string", readOnly: Bool = false, multiple: Bool = false) {
        self.name = name
        self.type = type
        isReadOnly = readOnly
        isMultiple = multiple
    }

    /// Value of a field nobody set.
    var unset: JSON {
        if isMultiple { return .array([]) }
        return type == "boolean" ? "N" : .null
    }

    /// The name in capitals: `assignedById` is ASSIGNED_BY_ID.
    var upperName: String {
        name.reduce(into: "") { text, character in text += (character.isUppercase ? "_" : "") + character.uppercased() }
    }

    static func all(of type: CRMType) -> [ItemField] {
        switch type {
        case .lead: lead
        case .deal: deal
        case .contact: contact
        case .company: company
        }
    }

    private static let common = [
        ItemField("id", "integer", readOnly: true), ItemField("createdTime", "datetime", readOnly: true),
        ItemField("updatedTime", "datetime", readOnly: true), ItemField("createdBy", "user", readOnly: true),
        ItemField("updatedBy", "user", readOnly: true), ItemField("assignedById", "user"), ItemField("opened", "boolean"),
        ItemField("lastActivityBy", "user", readOnly: true), ItemField("lastActivityTime", "datetime", readOnly: true),
        ItemField("utmSource"), ItemField("utmMedium"), ItemField("utmCampaign"), ItemField("utmContent"), ItemField("utmTerm"),
        ItemField("webformId", "integer"), ItemField("observers", "user", multiple: true),
        ItemField("originatorId"), ItemField("originId"), ItemField("comments", "text"), ItemField("searchContent", "text", readOnly: true),
    ]

    private static let source = [ItemField("sourceId", "crm_status"), ItemField("sourceDescription", "text")]

    private static let person = [
        ItemField("name"), ItemField("secondName"), ItemField("lastName"), ItemField("shortName", readOnly: true), ItemField("post"),
        ItemField("address", "text"), ItemField("birthdate", "date"), ItemField("honorific", "crm_status"), ItemField("login", readOnly: true),
    ]

    private static let stage = [
        ItemField("stageId", "crm_status"), ItemField("stageSemanticId", readOnly: true), ItemField("movedBy", "user", readOnly: true),
        ItemField("movedTime", "datetime", readOnly: true), ItemField("opportunity", "double"), ItemField("currencyId", "crm_currency"),
        ItemField("isManualOpportunity", "boolean"), ItemField("isReturnCustomer", "boolean", readOnly: true),
        ItemField("companyId", "crm_company"), ItemField("contactId", "crm_contact"), ItemField("contactIds", "crm_contact", multiple: true),
        ItemField("productId", readOnly: true),
    ]

    private static let communication = [
        ItemField("hasPhone", "boolean", readOnly: true), ItemField("hasEmail", "boolean", readOnly: true),
        ItemField("hasImol", "boolean", readOnly: true), ItemField("phoneMobile", readOnly: true), ItemField("phoneWork", readOnly: true),
        ItemField("phoneMailing", readOnly: true), ItemField("emailHome", readOnly: true), ItemField("emailWork", readOnly: true),
        ItemField("emailMailing", readOnly: true), ItemField("imol", readOnly: true), ItemField("email", readOnly: true),
        ItemField("phone", readOnly: true),
    ]

    private static let lead =
        common + source + person + stage + communication + [
            ItemField("title"), ItemField("companyTitle"), ItemField("statusDescription", "text"), ItemField("isConvert", "boolean", readOnly: true),
            ItemField("dateClosed", "datetime", readOnly: true), ItemField("skype", readOnly: true), ItemField("icq", readOnly: true),
            ItemField("dateCreateShort", "datetime", readOnly: true), ItemField("dateModifyShort", "datetime", readOnly: true),
        ]

    private static let deal =
        common + source + stage + [
            ItemField("title"), ItemField("leadId", "crm_lead"), ItemField("quoteId", "crm_quote"), ItemField("categoryId", "crm_category"),
            ItemField("isNew", "boolean", readOnly: true), ItemField("isRecurring", "boolean"),
            ItemField("isRepeatedApproach", "boolean", readOnly: true),
            ItemField("closed", "boolean"), ItemField("typeId", "crm_status"), ItemField("taxValue", "double"), ItemField("probability", "integer"),
            ItemField("begindate", "date"), ItemField("closedate", "date"), ItemField("eventDate", "datetime"), ItemField("eventId", "crm_status"),
            ItemField("eventDescription", "text"), ItemField("locationId", "location"), ItemField("additionalInfo"),
            ItemField("orderStage", readOnly: true), ItemField("isWork", "boolean", readOnly: true), ItemField("isWon", "boolean", readOnly: true),
            ItemField("isLose", "boolean", readOnly: true), ItemField("receivedAmount", readOnly: true), ItemField("lostAmount", readOnly: true),
            ItemField("hasProducts", "boolean", readOnly: true), ItemField("dateCreateShort", "datetime", readOnly: true),
        ]

    private static let contact =
        common + source + person + communication + [
            ItemField("companyId", "crm_company"), ItemField("companyIds", "crm_company", multiple: true), ItemField("photo", "file"),
            ItemField("leadId", "crm_lead"), ItemField("export", "boolean"), ItemField("typeId", "crm_status"), ItemField("originVersion"),
            ItemField("categoryId", "crm_category"),
        ]

    private static let company =
        common + communication + [
            ItemField("title"), ItemField("logo", "file"), ItemField("address", "text"), ItemField("addressLegal", "text"),
            ItemField("bankingDetails"),
            ItemField("typeId", "crm_status"), ItemField("industry", "crm_status"), ItemField("revenue", "double"),
            ItemField("currencyId", "crm_currency"), ItemField("employees", "crm_status"), ItemField("leadId", "crm_lead"),
            ItemField("originVersion"),
            ItemField("isMyCompany", "boolean"), ItemField("categoryId", "crm_category"), ItemField("contactIds", "crm_contact", multiple: true),
        ]
}
