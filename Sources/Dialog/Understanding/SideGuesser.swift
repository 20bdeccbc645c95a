/// Guesses who is who in a recording of one channel, where the recogniser names the speakers at best "A" and "B".
package struct SideGuesser: Sendable {
    private static let company = Pattern.list(
        """
        чем .. помочь
        меня зовут .. компания
        компания ..3 здравствуйте|добрый
        слушаю вас
        вас приветствует|беспокоит компания
        как .. обращаться|зовут
        представьтесь
        могу ..2 предложить
        записал|записала|записываю|фиксирую|оформляю
        мы ..2 предлагаем|работаем|можем|перезвоним|делаем
        специалист ..2 свяжется
        вам ..2 перезвонят|удобно
        ваш ..1 номер|телефон|бюджет|город
        спасибо .. звонок|обращение
        какой ..2 бюджет|город|объем|размер
        наш* ..2 менеджер|специалист|компании|специалисты
        стоимость ..2 составит|составляет|от
        уточните|подскажите .. ваш*
        отдел продаж
        how can|may i help
        our company|manager
        your name|number
        """)
    private static let client = Pattern.list(
        """
        хочу|хотел|хотела|хотели|хотелось ..2 заказать|купить|узнать|уточнить|спросить|записаться
        сколько ..2 стоит|стоят|стоить
        у вас ..1 есть
        мне|нам ..1 нужен|нужна|нужно|нужны|надо
        меня|нас интересует|интересуют
        соедините|переключите|позовите
        вы ..1 делаете|продаете|занимаетесь|доставляете
        дорого|подумаю|перезвоните
        звоню ..1 по|насчет|узнать
        мой номер|телефон
        i need|want
        how much
        """)

    /// A guesser; it holds no state.
    package init() {}

    /// The sides of utterances that come with speaker labels; without labels each turn is judged alone.
    ///
    /// `speakers` holds one label per utterance, or nil where the recogniser gave none.
    package func sides(of texts: [String], speakers: [String?] = []) -> [Side] {
        let scores = texts.enumerated().map { index, text in score(Line(index: index, side: .client, text: text), isFirst: index == 0) }
        let labels = texts.indices.map { $0 < speakers.count ? speakers[$0] : nil }
        guard labels.contains(where: { $0 != nil }) else { return alone(scores) }
        var sums: [String: Double] = [:]
        for (label, score) in zip(labels, scores) { if let label { sums[label, default: 0] += score } }
        let chosen = sums.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
        return zip(labels, alone(scores)).map { label, guess in label.map { $0 == chosen ? .operator : .client } ?? guess }
    }

    /// Positive: the company's side; negative: the client's.
    private func score(_ line: Line, isFirst: Bool) -> Double {
        // The company answers the call: its greeting comes first.
        Double(Self.company.all(in: line).count) - Double(Self.client.all(in: line).count) + (isFirst ? 0.5 : 0)
    }

    /// Without labels sides take turns where the words do not decide.
    private func alone(_ scores: [Double]) -> [Side] {
        var sides: [Side] = []
        for score in scores {
            if score > 0 {
                sides.append(.operator)
            } else if score < 0 {
                sides.append(.client)
            } else {
                sides.append(sides.last == .operator ? .client : .operator)
            }
        }
        return sides
    }
}
