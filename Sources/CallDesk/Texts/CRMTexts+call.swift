package import Bitrix24
import Dialog
import Foundation

extension CRMTexts {
    func leadTitle(phone: String, language: String?) -> String { render("leadTitle", language: language, ["phone": phone]) }

    func leadSource(line: String?, language: String?) -> String {
        render("leadSource", language: language, line.map { ["line": Self.plain($0)] } ?? [:])
    }

    func newLead(phone: String, link: ClientLink, language: String?) -> String {
        render("newLead", language: language, ["phone": phone, "url": CardAddress.of(link)])
    }

    func side(_ side: Side, language: String?) -> String {
        switch side {
        case .client: render("sideClient", language: language)
        case .assistant: render("sideAssistant", language: language)
        case .operator: render("sideOperator", language: language)
        }
    }

    /// A name from the code ("noTime") as people read it, by its key in the table ("objectionNoTime").
    func label(_ family: String, _ name: String, language: String?) -> String {
        render(family + name.prefix(1).uppercased() + name.dropFirst(), language: language)
    }

    /// One fact of the client on one line: "Запрос: ...". A value that begins with its own label stands alone.
    func fact(_ slot: Slot, language: String?) -> String {
        let label = label("slot", slot.name.rawValue, language: language)
        let value = Self.plain(slot.name == .budget ? BudgetText.shown(slot.value, isRussian: language != "en") : slot.value)
        guard value.lowercased().hasPrefix(label.lowercased()) else { return "\(label): \(value)" }
        return value.prefix(1).uppercased() + value.dropFirst()
    }

    /// Seconds as m:ss.
    package static func clock(_ seconds: Double) -> String {
        let whole = Int(seconds.rounded(.down))
        return "\(whole / 60):" + (whole % 60 < 10 ? "0" : "") + "\(whole % 60)"
    }
}

/// Addresses inside the portal, relative to it: the portal's own name may change.
package enum CardAddress {
    package static func of(_ link: ClientLink) -> String {
        let card = link.card
        return of(card.entity, card.id)
    }

    package static func of(_ entity: CRMEntity, _ id: Int) -> String {
        "/crm/\(entity.typeName.lowercased())/details/\(id)/"
    }

    package static func task(_ id: Int, user: Int) -> String { "/company/personal/user/\(user)/tasks/task/view/\(id)/" }
}
