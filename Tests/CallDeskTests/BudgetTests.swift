import Bitrix24
import Testing

@testable import CallDesk

@Suite("The amount in the card")
struct BudgetTests {
    @Test("Roubles are written without a code, other currencies keep theirs", arguments: [("500000", "RUB"), ("500000 USD", "USD"), ("500000 KZT", "KZT"), ("500000 BYN", "BYN")])
    func currencies(_ value: String, _ code: String) throws {
        let budget = try #require(Budget(value))
        #expect(budget.fields == ["opportunity": 500_000, "currencyId": .string(code), "isManualOpportunity": "Y"])
        #expect(Set(budget.fields.keys) == Budget.names)
    }

    @Test("What names no sum in a known currency leaves the amount empty", arguments: ["", "0", "-5", "тысяч пять", "5000 usd", "5000 тенге", "5 000", "5000 US", "5000 USD net", "10-20"])
    func unclear(_ value: String) {
        #expect(Budget(value) == nil)
    }
}
