import Dialog
import Foundation
import Testing

@Suite struct SideGuesserTests {
    @Test("The speaker who greets for the company and asks is the operator")
    func labelled() {
        let texts = ["Компания Свет, здравствуйте, чем могу помочь?", "Здравствуйте, хочу заказать окна.", "Как вас зовут?", "Иван."]
        #expect(SideGuesser().sides(of: texts, speakers: ["B", "A", "B", "A"]) == [.operator, .client, .operator, .client])
    }

    @Test("All words of a speaker count, not those of a turn")
    func whole() {
        let texts = ["Слушаю вас.", "Хочу заказать окна.", "Дорого вам не будет.", "Сколько стоит?", "Я передам менеджеру, он перезвонит."]
        #expect(SideGuesser().sides(of: texts, speakers: ["A", "B", "A", "B", "A"]) == [.operator, .client, .operator, .client, .operator])
    }

    @Test("Labels of different requests are different speakers, of the same name though they be")
    func requests() {
        let speakers = [SpeakerLabel("A", request: 0), SpeakerLabel("B", request: 0), SpeakerLabel("A", request: 1), SpeakerLabel("B", request: 1)]
        let texts = ["Компания Свет, слушаю вас.", "Хочу заказать окна.", "Сколько это стоит?", "Стоимость зависит от размера. Как вас зовут?"]
        #expect(SideGuesser().sides(of: texts, speakers: speakers) == [.operator, .client, .client, .operator])
    }

    @Test("Without labels the words decide, and turns alternate where they do not")
    func unlabelled() {
        let texts = ["Добрый день, чем могу помочь?", "Сколько стоит доставка?", "Двести рублей.", "Мне нужно в Тулу."]
        #expect(SideGuesser().sides(of: texts) == [.operator, .client, .operator, .client])
    }

    @Test("A number that goes on is one side's, and who answers a question is not who asked it")
    func passing() {
        let texts = ["Компания Свет.", "Продиктуйте номер?", "восемь девятьсот шестнадцать", "двести тридцать", "пять шесть", "Хорошо, записала."]
        #expect(SideGuesser().sides(of: texts) == [.operator, .operator, .client, .client, .client, .operator])
    }

    @Test("On an outgoing call the client speaks first")
    func outgoing() {
        #expect(SideGuesser(answeredBy: .client).sides(of: ["Алло.", "Добрый день, вас беспокоит компания Свет."]) == [.client, .operator])
        #expect(SideGuesser().sides(of: ["Алло.", "Хочу заказать окна."]) == [.operator, .client])
    }

    @Test("Nothing said has no sides")
    func nothing() { #expect(SideGuesser().sides(of: []).isEmpty) }

    /// Sentences of transcripts written by somebody who did not know the rules, each sentence a turn of its own.
    @Test("Most words of independent transcripts get their side")
    func independent() throws {
        let folder = try #require(Bundle.module.url(forResource: "Transcripts", withExtension: nil))
        var (right, all) = (0, 0)
        for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil) where file.pathExtension == "json" {
            let utterances = try JSONDecoder().decode(TruthCase.self, from: Data(contentsOf: file)).utterances
            let sides = SideGuesser().sides(of: utterances.map(\.text))
            for (utterance, side) in zip(utterances, sides) {
                let count = utterance.text.split(separator: " ").count
                all += count
                if (utterance.side == .client) == (side == .client) { right += count }
            }
        }
        let share = Double(right) / Double(max(1, all))
        print("sides guessed right in independent transcripts: \(right) of \(all) words")
        #expect(share >= 0.82)
    }
}
