import Dialog
import Testing

@Suite struct SideGuesserTests {
    @Test("The speaker who greets for the company and asks is the operator")
    func labelled() {
        let texts = ["Компания Свет, здравствуйте, чем могу помочь?", "Здравствуйте, хочу заказать окна.", "Как вас зовут?", "Иван."]
        #expect(SideGuesser().sides(of: texts, speakers: ["B", "A", "B", "A"]) == [.operator, .client, .operator, .client])
    }

    @Test("Without labels the words decide, and turns alternate where they do not")
    func unlabelled() {
        let texts = ["Добрый день, чем могу помочь?", "Сколько стоит доставка?", "Двести рублей.", "Мне нужно в Тулу."]
        #expect(SideGuesser().sides(of: texts) == [.operator, .client, .operator, .client])
    }
}
