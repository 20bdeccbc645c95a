/// The words around a name that say whose it is.
enum NameCues {
    struct Rule: Sendable {
        let cues: [Pattern]
        /// True when the name stands behind the cue, false when before it.
        let nameFollows: Bool
        let trust: NameReader.Trust
        let confidence: Double
        /// True when the company's people introduce themselves so as well.
        let isForCompany: Bool
        /// False when it never names the client who says it ("менеджер Ольга обещала").
        var isForClient = true
    }

    static let selfNaming = Pattern.list(
        """
        меня звать|зовут|кличут|величают
        !его|ее|их|вас|тебя|как зовут меня
        звать меня
        мое имя
        my name is|s
        имя мое
        name is|s
        """)

    static let rules: [Rule] = [
        Rule(cues: selfNaming, nameFollows: true, trust: .certain, confidence: 0.95, isForCompany: true),
        Rule(cues: ["меня зовут|звать", "мое имя", "зовут меня"], nameFollows: false, trust: .doubtful, confidence: 0.9, isForCompany: true),
        Rule(
            cues: Pattern.list(
                """
                зовите|называйте меня?
                обращайтесь ко мне?
                можно просто
                просто зовите
                моя фамилия
                фамилия моя?
                !ваше|как имя
                по имени
                call me
                """),
            nameFollows: true, trust: .likely, confidence: 0.85, isForCompany: false),
        Rule(
            cues: Pattern.list(
                """
                вас? беспокоит|тревожит
                говорит|звонит|приветствует
                с вами говорит|разговаривает
                на связи|проводе
                this is
                it s
                """), nameFollows: true, trust: .doubtful, confidence: 0.85, isForCompany: true),
        Rule(
            cues: ["менеджер|специалист|оператор|консультант|администратор|мастер|отдел|продаж|компания", "speaking with"], nameFollows: true,
            trust: .doubtful, confidence: 0.85,
            isForCompany: true, isForClient: false),
        Rule(
            cues: ["вас? беспокоит", "говорит|звонит", "на связи|проводе", "speaking|here|calling"], nameFollows: false, trust: .doubtful,
            confidence: 0.85,
            isForCompany: true),
        Rule(
            cues: ["слушаю|слушает", "менеджер|специалист|оператор|консультант|администратор", "чем .. помочь"], nameFollows: false, trust: .doubtful,
            confidence: 0.85,
            isForCompany: true, isForClient: false),
        Rule(
            cues: ["это"],
            nameFollows: true, trust: .doubtful, confidence: 0.86, isForCompany: true),
        Rule(cues: ["я", "i am|m"], nameFollows: true, trust: .doubtful, confidence: 0.84, isForCompany: true),
        Rule(
            cues: Pattern.list(
                """
                на имя|фамилию
                запишите|запиши|оформите|оформляйте|пишите|записывайте|бронируйте на
                договор|заказ|заявка|запись|бронь на
                контактное лицо
                спросите|спросить|спрашивайте
                """), nameFollows: true, trust: .declined, confidence: 0.72, isForCompany: false),
    ]

    /// Questions after which a name is said.
    static let questions = Pattern.list(
        """
        как ..6 зовут|звать|величать
        как ..6 обращаться|обратиться
        представьтесь
        контактное|контактного лицо|лица
        вас ..2 представить
        представиться
        ваше .. имя
        имя ваше
        ваши фио|данные|имя
        как вас .. записать|записываю|подписать
        с кем ..4 говорю|разговариваю|общаюсь|имею
        кто .. говорит|звонит|это
        на чье имя
        ваша фамилия
        фамилия
        фамилию
        имя отчество|и
        как* ..3 представить|подписать|называть|звать|записать|сохранить
        кого ..2 записать|спросить|спрашивать|указать
        на чью ..2 фамилию|имя
        имя $
        ^ имя
        имя ваше
        на кого
        как я могу .. называть
        имя подскажите|скажите|назовите
        подскажите|скажите|назовите|уточните|узнать ..5 имя
        по имени
        your name
        who am i|is
        whom .. speaking
        а вас $
        меня зовут .. а вас
        how .. address you
        call you
        """)
    /// Questions for the name of somebody else than the one who answers.
    static let otherPersonQuestions = Pattern.list(
        """
        зовут|звать|имя|фамили*|отчество|фио ..2 директор*|руководител*|начальник*|муж*|жен*|сын*|дочк*|дочер*|дочь|ребен*|его|ее|их|
        контактн*|бухгалтер*|хозяин*|собственник*|владельц*|врач*|мастер*|менеджер*|сотрудник*|специалист*|того|той|человек*|получател*
        его|ее|их ..1 зовут|имя|звать|фамилия
        директор*|руководител*|начальник*|мужа|жену|сына|дочку|дочь|ребенка|менеджера|мастера|бухгалтера|получателя|именинник* ..2 зовут|
        звать|имя
        с кем ..3 общались|разговаривали|говорили|работали|созванивались
        кто ..3 вам|вас ..2 обещал|консультировал|звонил|сказал|обслуживал|посоветовал|рекомендовал
        """)
    static let surnameQuestions: [Pattern] = ["фамили*", "фио", "last name", "surname"]

    /// What may stand between a cue and the name.
    static let betweenWords: Set<String> = [
        "э", "ээ", "эм", "ну", "вот", "просто", "это", "да", "меня", "is", "s", "а", "мм", "значит", "как", "будет",
    ]

    /// Behind the company's own name in its first words.
    static let afterOwnName = Set(
        words:
            """
            здравствуйте здрасте добрый доброе слушаю слушает чем приветствую алло рада рад говорите меня на компания
            """)

    /// Behind a bare name these show that it is the speaker's own.
    static let afterBareName = Pattern.list(
        """
        из|от ..2 компани*|фирм*|организаци*|ооо|ип
        компани*|фирма|ооо|ип|зао|ао|организация|магазин|завод|студия|агентство
        беспокоит
        меня зовут|звать
        звоню
        говорит
        на связи
        я по|насчет|звоню|хотел|хотела|хочу|вам
        звонит
        вас беспокоит
        from|calling|here|speaking
        """)

    /// What stands before a name when the speaker addresses somebody.
    static let beforeVocative = Set(
        words:
            """
            спасибо хорошо приятно понял поняла поняли понятно отлично да так здравствуйте день вечер утро конечно нет ага угу свидания
            доброго записал записала ясно скажите подскажите благодарю замечательно прекрасно супер ну а и смотрите уважаемый уважаемая
            вам простите извините thanks thank you hello hi ok okay great принято договорились ладно дня вас рада рад алло секунду минутку
            """)

    /// What stands before a name that is neither the speaker's nor the one of the person spoken to.
    static let beforeThirdPerson = Set(
        words:
            """
            менеджер специалист мастер это зовут имя от для с к у на позвонит перезвонит приедет свяжется подъедет наш наша компания
            директор сотрудник курьер и магазин салон студия клиника центр продаж
            """)

    /// What stands behind a name when its owner is spoken to.
    static let afterAddress = Set(
        words:
            """
            вы вам вас ваш ваша ваши подскажите скажите удобно я мы это хотел хотела звоню напоминаем you your how
            """)

    /// Short answers that are no names.
    static let notNames = Set(
        words:
            """
            зачем неважно какая разница потом позже секунду минуту минутку сейчас думаю неинтересно перезвоню аноним никак секрет хорошо
            вопрос проблема забыл забыла сказал сказала говорил говорила представился представилась запишите записать запиши пришел привет секретная тайна
            обязательно ничего никто пока лучше готово готов готова записывайте пишите телефон номер
            отлично нормально москва заказ вопрос консультация клиент покупатель слышно плохо правильно верно давайте повторите дорого
            """)

    /// "это заказ", "это вы": no names though a name could stand there.
    static func isRefusedAfterCue(_ line: Line, at start: Int) -> Bool {
        let word = line.tokens[start].text
        return word == "не" || notNames.contains(word)
    }

    /// "мужа зовут Олег", "его зовут": somebody else's name.
    static func isThirdPerson(_ line: Line, before position: Int) -> Bool {
        let window = line.tokens[max(0, position - 3)..<position].map(\.text)
        let others = Set(
            words:
                """
                его ее мужа жену сына дочь директора начальника коллегу муж жена брат сестра мама папа her his
                """)
        return window.contains { others.contains($0) }
    }

    /// "Вас зовут Иван, верно?"
    static func isConfirmationAsked(_ line: Line) -> Bool {
        let cues: [Pattern] = ["верно $", "правильно $", "вас зовут", "это .. верно|правильно", "вы .. $"]
        return line.text.contains("?") && cues.prefix(4).contains { $0.first(in: line) != nil }
    }
}
