import Testing

@testable import Dialog

@Suite("Sums of money")
struct MoneyTests {
    @Test(
        "A sum carries the code of its currency; roubles carry none",
        arguments: [
            ("пять тысяч рублей", "5000"), ("пять тысяч", "5000"), ("5000 долларов", "5000 USD"), ("двести тысяч тенге", "200000 KZT"),
            ("три тысячи белорусских рублей", "3000 BYN"), ("десять тысяч евро", "10000 EUR"), ("сорок тысяч юаней", "40000 CNY"), ("5000 BYN", "5000 BYN"),
        ])
    func currencies(_ said: String, _ text: String) {
        #expect(Money.all(in: Line(index: 0, side: .client, text: said)).map(\.text) == [text])
    }
}
