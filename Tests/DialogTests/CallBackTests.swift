import Dialog
import Foundation
import Testing

@Suite struct CallBackTests {
    private func moment(_ found: CallAnalysis) -> String? {
        guard let at = found.callBack?.at else { return nil }
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = Fixtures.moscow
        formatter.dateFormat = "MM-dd HH:mm"
        return formatter.string(from: at)
    }

    // The call is on Monday 2 June 2025, 12:00.
    @Test("The time of a call-back is resolved by the start of the call")
    func times() throws {
        for (said, at) in [
            ("Перезвоните завтра после обеда", "06-03 15:00"), ("перезвоните через час", "06-02 13:00"),
            ("Наберите меня в пятницу в три", "06-06 15:00"), ("перезвоните через полчаса", "06-02 12:30"),
            ("Позвоните завтра в 10 утра", "06-03 10:00"), ("перезвоните в среду вечером", "06-04 18:00"), ("Перезвоните послезавтра", "06-04 10:00"),
            ("перезвоните часа через два", "06-02 14:00"),
            ("Перезвоните сегодня в шесть вечера", "06-02 18:00"), ("позвоните мне через неделю", "06-09 10:00"),
            ("перезвоните пятого июня в 11:30", "06-05 11:30"), ("перезвоните завтра в половине третьего", "06-03 14:30"),
            ("перезвоните минут через двадцать", "06-02 12:20"), ("перезвоните в понедельник утром", "06-09 10:00"),
            ("перезвоните завтра в пятнадцать тридцать", "06-03 15:30"), ("Call me back tomorrow at 3 pm", "06-03 15:00"),
        ] {
            let found = try Fixtures.analyse("О: Удобно говорить?\nК: \(said)")
            #expect(found.callBack != nil && moment(found) == at, "\(said): \(moment(found) ?? "none")")
            #expect(found.outcome == .callback)
        }
        let vague = try Fixtures.analyse("О: Удобно говорить?\nК: Перезвоните попозже")
        #expect(vague.callBack != nil && vague.callBack?.at == nil)
    }

    @Test("A promise of the company is a call-back")
    func promised() throws {
        for said in [
            "Мы вам перезвоним.", "Специалист с вами свяжется в течение дня.", "Вам перезвонят сегодня.", "Я вас наберу завтра.",
            "Менеджер позвонит вам завтра в десять.",
        ] {
            let found = try Fixtures.analyse("К: Нужны окна.\nО: \(said)\nК: Хорошо, спасибо.")
            #expect(found.callBack?.promised == true, "\(said)")
        }
    }

    @Test("A number to be reached at asks for no call; a promise is quoted where it was given")
    func quotedPromise() throws {
        let found = try Fixtures.analyse("О: Ваш номер определился.\nК: Только звоните на другой номер, восемь девятьсот двадцать шесть сто двадцать три сорок пять шестьдесят семь.\nО: Хорошо, наберём вас завтра в десять.\nК: Спасибо.")
        #expect(found.callBack?.promised == true && found.callBack?.utterance == 2)
        #expect(found.callBack?.text == "наберём вас завтра в десять")
        #expect(moment(found) == "06-03 10:00")
        let asked = try Fixtures.analyse("О: Слушаю.\nК: Перезвоните мне завтра в три.\nО: Хорошо, перезвоним.")
        #expect(asked.callBack?.text == "перезвоним" && asked.callBack?.utterance == 2 && moment(asked) == "06-03 15:00")
    }

    @Test("An accepted offer to call, and a time given for it, is a call-back")
    func accepted() throws {
        let found = try Fixtures.analyse("О: Когда вам удобно перезвонить?\nК: Завтра после обеда.")
        #expect(moment(found) == "06-03 15:00")
        #expect(try Fixtures.analyse("О: Могу я вам перезвонить завтра?\nК: Да, хорошо.").callBack != nil)
    }

    @Test(
        "The client's own call and a refusal are no call-back",
        arguments: [
            "Я сам вам перезвоню", "Не надо мне перезванивать", "Не звоните мне больше", "Я подумаю и перезвоню", "куда вам перезвонить?",
            "Спасибо, до свидания", "Мне вчера звонили от вас",
        ])
    func none(_ said: String) throws {
        #expect(try Fixtures.analyse("О: Что решили?\nК: \(said)").callBack == nil)
    }
}
