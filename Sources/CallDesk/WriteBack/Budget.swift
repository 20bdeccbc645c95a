import Bitrix24

/// What the client means to spend, as the card's amount: whole units and the portal's code of the currency.
/// Source: apidocs "crm.item.update", opportunity, currencyId and isManualOpportunity.
struct Budget: Sendable, Equatable {
    let amount: Int64
    /// Bitrix24 names currencies by their ISO 4217 codes: RUB, USD, EUR, KZT, BYN.
    let currency: String

    /// What a slot writes without a code.
    private static let plain = "RUB"

    /// - Parameter value: as the slot writes it: "500000" for roubles, "5000 USD" else.
    /// - Returns: nil for anything else; an amount in an unknown currency would be a wrong one.
    init?(_ value: String) {
        let words = value.split(separator: " ")
        guard let first = words.first, words.count <= 2, let amount = Int64(first), amount > 0 else { return nil }
        let code = words.count == 2 ? String(words[1]) : Self.plain
        guard code.utf8.count == 3, code.utf8.allSatisfy({ UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 }) else { return nil }
        self.amount = amount
        currency = code
    }

    /// The card's fields that hold it.
    static let names: Set<String> = ["opportunity", "currencyId", "isManualOpportunity"]

    var fields: [String: JSONValue] {
        ["opportunity": .integer(amount), "currencyId": .string(currency), "isManualOpportunity": "Y"]
    }
}
