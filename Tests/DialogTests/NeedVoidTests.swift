import Dialog
import Testing

@Suite("What is no request is not taken for one")
struct NeedVoidTests {
    @Test(
        "A denial, a dictated number and a greeting are no need",
        arguments: [
            "Вы мне вчера звонили, я не перезванивал. Ничего не нужно.", "Мой номер плюс семь девятьсот двадцать шесть сто двадцать три сорок пять шестьдесят семь.",
            "Мой номер плюс 7 926 123 45 67", "Добрый день, Ксения.", "От вас был пропущенный звонок.",
        ])
    func voids(said: String) throws {
        for text in [said, said.lowercased().filter { !".,".contains($0) }] {
            let found = try Fixtures.analyse("О: Слушаю вас.\nК: \(text)").slot(.need)
            #expect(found == nil, "\(text): \(found?.value ?? "")")
        }
    }

    @Test("The person spoken to is no part of the need")
    func address() throws {
        for (said, need) in [
            ("Ксения, подскажите, сколько стоит доставка цветов.", "сколько стоит доставка цветов"), ("Анна Сергеевна, мне нужна доставка цветов.", "мне нужна доставка цветов"),
            ("Вы мне вчера звонили. Мне нужна доставка цветов.", "Мне нужна доставка цветов"),
        ] {
            let found = try Fixtures.analyse("О: Салон цветов, здравствуйте.\nК: \(said)").slot(.need)
            #expect(found?.value == need, "\(said): \(found?.value ?? "none")")
        }
    }
}
