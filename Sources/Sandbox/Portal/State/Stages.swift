/// Entries of the portal's dictionaries (`crm.status.list`).
enum Stages {
    struct Entry: Sendable {
        let entity: String
        let code: String
        let russian: String
        let english: String
        /// nil in progress, "S" success, "F" failure.
        var semantics: String?
        var colour = "#39A8EF"
    }

    static let entries: [Entry] = leads + deals + sources

    static func entry(_ entity: String, _ code: String) -> Entry? { entries.first { $0.entity == entity && $0.code == code } }

    /// P in progress, S success, F failure.
    static func semantics(of item: CRMItem) -> String {
        entry(item.type == .lead ? "STATUS" : "DEAL_STAGE", item.text("stageId") ?? "NEW")?.semantics ?? "P"
    }

    private static let leads = [
        Entry(entity: "STATUS", code: "NEW", russian: "Не обработан", english: "Unassigned"),
        Entry(entity: "STATUS", code: "IN_PROCESS", russian: "В работе", english: "In progress", colour: "#2FC6F6"),
        Entry(entity: "STATUS", code: "PROCESSED", russian: "Обработан", english: "Processed", colour: "#55D0E0"),
        Entry(entity: "STATUS", code: "CONVERTED", russian: "Качественный лид", english: "Good lead", semantics: "S", colour: "#7BD500"),
        Entry(entity: "STATUS", code: "JUNK", russian: "Некачественный лид", english: "Junk lead", semantics: "F", colour: "#FF5752"),
    ]

    private static let deals = [
        Entry(entity: "DEAL_STAGE", code: "NEW", russian: "Новая", english: "New"),
        Entry(entity: "DEAL_STAGE", code: "PREPARATION", russian: "Подготовка документов", english: "Document preparation", colour: "#2FC6F6"),
        Entry(entity: "DEAL_STAGE", code: "PREPAYMENT_INVOICE", russian: "Счёт на предоплату", english: "Prepayment invoice", colour: "#55D0E0"),
        Entry(entity: "DEAL_STAGE", code: "EXECUTING", russian: "В работе", english: "In progress", colour: "#47E4C2"),
        Entry(entity: "DEAL_STAGE", code: "FINAL_INVOICE", russian: "Финальный счёт", english: "Final invoice", colour: "#FFA900"),
        Entry(entity: "DEAL_STAGE", code: "WON", russian: "Сделка успешна", english: "Deal successful", semantics: "S", colour: "#7BD500"),
        Entry(entity: "DEAL_STAGE", code: "LOSE", russian: "Сделка провалена", english: "Deal failed", semantics: "F", colour: "#FF5752"),
    ]

    private static let sources = [
        Entry(entity: "SOURCE", code: "CALL", russian: "Звонок", english: "Call"),
        Entry(entity: "SOURCE", code: "EMAIL", russian: "Электронная почта", english: "E-mail"),
        Entry(entity: "SOURCE", code: "WEB", russian: "Веб-сайт", english: "Website"),
        Entry(entity: "SOURCE", code: "ADVERTISING", russian: "Реклама", english: "Advertising"),
        Entry(entity: "SOURCE", code: "PARTNER", russian: "Существующий клиент", english: "Existing client"),
        Entry(entity: "SOURCE", code: "RECOMMENDATION", russian: "По рекомендации", english: "Recommendation"),
        Entry(entity: "SOURCE", code: "TRADE_SHOW", russian: "Выставка", english: "Trade show"),
        Entry(entity: "SOURCE", code: "WEBFORM", russian: "CRM-форма", english: "CRM form"),
        Entry(entity: "SOURCE", code: "CALLBACK", russian: "Обратный звонок", english: "Callback"),
        Entry(entity: "SOURCE", code: "RC_GENERATOR", russian: "Генератор продаж", english: "Sales boost"),
        Entry(entity: "SOURCE", code: "STORE", russian: "Интернет-магазин", english: "Online store"),
        Entry(entity: "SOURCE", code: "OTHER", russian: "Другое", english: "Other"),
    ]
}
