import Dialog
import Testing

@Suite("What the analysis writes reads well")
struct SummaryTests {
    @Test("A request stands in the sentence as it was said")
    func request() throws {
        let handoff = try Fixtures.analyse("О: Слушаю.\nК: Нужно остекление балкона. Соедините с менеджером.")
        #expect(handoff.nextStep == "Передать сотруднику. Запрос: Нужно остекление балкона.")
        #expect(handoff.summary.contains { $0.text == "Запрос: Нужно остекление балкона." })
        let offer = try Fixtures.analyse("О: Слушаю.\nК: Меня зовут Анна, хотела бы заказать кухню.")
        #expect(offer.nextStep.hasPrefix("Подготовить предложение и связаться с клиентом. Запрос: хотела бы заказать кухню"), "\(offer.nextStep)")
        let english = try Fixtures.analyse("О: Hello.\nК: I need a new office chair. Let me talk to a manager please.")
        #expect(english.nextStep.hasPrefix("Pass the client to a person. Request: "), "\(english.nextStep)")
    }

    @Test("A sum is grouped, has its currency and one full stop")
    func budget() throws {
        let found = try Fixtures.analyse("О: На какой бюджет рассчитываете?\nК: Полтора миллиона.")
        #expect(found.summary.contains { $0.text == "Бюджет: 1 500 000 руб." }, "\(found.summary)")
        #expect(BudgetText.shown("45000", isRussian: false) == "45,000 roubles")
        #expect(BudgetText.shown("1500000 USD", isRussian: true) == "1 500 000 USD")
        #expect(BudgetText.shown("900", isRussian: true) == "900 руб.")
        #expect(BudgetText.shown("до миллиона", isRussian: true) == "до миллиона")
    }

    @Test("Only what the facts do not say is told beside them")
    func claims() throws {
        let found = try Fixtures.analyse("О: Слушаю.\nК: Меня зовут Мария, нужна доставка цветов. Дорого у вас. Соедините с менеджером.")
        #expect(found.slot(.name) != nil && found.slot(.need) != nil && found.wantsPerson != nil)
        #expect(found.claimsBeyondFacts.map(\.text) == ["Возражение: дорого; осталось без ответа."])
    }

    @Test("Nobody is scored on a wrong number or on silence")
    func score() throws {
        #expect(try Fixtures.analyse("О: Студия окон, здравствуйте!\nК: Ой, я ошиблась номером.").scriptScore == nil)
        #expect(try Fixtures.analyse("О: Студия окон, здравствуйте!\nК: Алло.").scriptScore == nil)
        #expect(try Fixtures.analyse("О: Студия окон, здравствуйте!\nК: Нужны окна.").scriptScore != nil)
    }
}
