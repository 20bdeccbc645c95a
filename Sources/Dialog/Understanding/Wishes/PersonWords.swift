/// The words with which people ask for a person.
enum PersonWords {
    /// Stems of people who can be asked for.
    private static let stems = [String](
        words:
            """
            оператор менеджер консультант специалист руководител руководств начальник начальниц начальств директор директри администратор
            сотрудник сотрудниц эксперт представител продавец продавц управляющ супервайзер супервизор логист бухгалтер диспетчер секретар
            куратор юрист технолог инженер хозяин хозяйк владел заведующ ответственн поддержк техподдержк саппорт коллег агент мастер
            замерщик кладовщик снабжен закупк кадр главн старш живому живым живого кем оператар манагер челове людьми людям людей люди
            персонал дежурн закупщик врач доктор manager operator agent human person supervisor specialist representative somebody someone
            people rep
            """)
    private static let whole = Set(
        words:
            """
            отдел отделом отдела отделу живой живая живую живые шеф шефа шефом шефу босс босса боссом девушку девушкой кто кого человек
            приемную приемной склад складом сервис доставку доставкой начальник зам живыми живых профи
            """)
    /// Words that begin as a person and are none.
    private static let exceptions = Set(
        words:
            """
            мастерская мастерскую мастерской мастеркласс агентство агентства менеджмент администрация старше главное кем директория
            бухгалтерия инженерный кадры главная операторская
            """)

    /// True for "менеджером", "кого-нибудь живого" and the like.
    static func isPerson(_ line: Line, at position: Int) -> Bool {
        let word = line.tokens[position].text
        if ["кем", "кто", "кого", "кому"].contains(word) {
            return position + 1 < line.tokens.count
                && ["нибудь", "то", "либо", "нить", "из", "живым", "другим", "другого", "более", "живой", "еще", "постарше", "поумнее", "у"].contains(
                    line.tokens[position + 1].text)
        }
        if ["тем", "того", "тому", "теми"].contains(word) {
            return position + 1 < line.tokens.count && ["кто", "которые", "который"].contains(line.tokens[position + 1].text)
        }
        if exceptions.contains(word) { return false }
        if word.hasPrefix("жив") { return isAlivePerson(line, at: position) }
        return whole.contains(word) || stems.contains { word.hasPrefix($0) }
    }

    /// "живого", "живым человеком", but not "живых цветов".
    private static func isAlivePerson(_ line: Line, at position: Int) -> Bool {
        guard whole.contains(line.tokens[position].text) || ["живому", "живым", "живого"].contains(line.tokens[position].text) else { return false }
        guard position + 1 < line.tokens.count, !line.tokens[position + 1].followsPause, !CommonWords.isFunction(line.tokens[position + 1].text)
        else { return true }
        let next = line.tokens[position + 1].text
        return stems.contains { next.hasPrefix($0) } || whole.contains(next) || ["голос", "голосом", "общение"].contains(next) || isSpeaking(next)
            || isCalling(next) || isConnecting(next)
    }

    /// Those who may be wanted as a trade ("нужен мастер") more than as a person to speak with.
    private static let trades = [String](
        words:
            """
            мастер инженер юрист бухгалтер врач доктор технолог агент замерщик специалист эксперт склад достав сервис кадр закупк директор
            секретар персонал логист снабжен людей люди agent specialist people
            """)

    static func isTrade(_ word: String) -> Bool { trades.contains { word.hasPrefix($0) } }

    /// Those who are hired or places goods go to: a wish to speak only behind "с" ("мне бы с юристом", not "доставка на склад").
    static func isHired(_ word: String) -> Bool {
        isTrade(word) && !["специалист", "эксперт", "директор", "людей", "люди", "specialist", "agent", "people"].contains { word.hasPrefix($0) }
    }

    /// True for a verb that asks to be passed on, in a form that asks: "соедините", "переключить", "позовёте".
    static func isConnecting(_ word: String) -> Bool {
        forms(
            word,
            [
                "соедин", "переключ", "подключ", "перенаправ", "переадрес", "перекин", "переброс", "сконнект", "состыку", "скоммутир", "коннект",
                "свед",
            ])
            || ["переведи", "переведите", "перевести", "переведешь", "переведете", "переводите", "переводи", "переводим", "connect", "transfer"]
                .contains(word)
    }

    /// True for "позовите", "пригласите", "дайте": they need a person behind.
    static func isCalling(_ word: String) -> Bool {
        calling.contains(word)
    }

    /// True for infinitives and futures of speaking: "поговорить", "пообщаюсь".
    static func isSpeaking(_ word: String) -> Bool {
        speaking.contains(word)
    }

    /// True for words that make a wish of what follows.
    static func isWish(_ word: String) -> Bool {
        wishing.contains(word)
    }

    /// Machines one does not want to speak with, in any case.
    static func isMachine(_ word: String) -> Bool {
        let stems = [String](
            words:
                """
                робот автоответчик автомат железк железяк компьютер нейросет бот машин программ электронн искусственн механизм запись
                записью голосов тостер автоинформатор интеллект ассистент помощник алгоритм robot bot machine ai computer
                """)
        guard !["ботинки", "ботинок", "автоматически", "автоматизации", "автоматизация", "автоматизацию", "автоматы"].contains(word) else {
            return false
        }
        return stems.contains { $0.count <= 3 ? word == $0 || (word.hasPrefix($0) && word.count <= $0.count + 3 && $0 == "бот") : word.hasPrefix($0) }
    }

    private static func forms(_ word: String, _ stems: [String]) -> Bool {
        guard let stem = stems.first(where: { word.hasPrefix($0) }) else { return false }
        let ending = word.dropFirst(stem.count)
        return [
            "и", "ите", "ить", "ишь", "яйте", "яй", "ять", "ать", "айте", "ай", "ь", "ьте", "уйте", "овать", "уй", "ете", "ешь", "имся", "иться",
            "нуть", "ни", "ните", "йте", "ает", "аете", "ует", "еди", "едите", "ести", "ись", "ся", "иму",
        ].contains(String(ending))
    }

    private static let calling = Set(
        words:
            """
            позови позовите позвать позовете позовешь зови зовите пригласи пригласите пригласить пригласишь дай дайте дать дадите
            свяжи свяжите связать связаться передай передайте передать подзовите попросите попросить разыщите найдите услышать
            верните верни вызовите кликните крикните набрать get give put
            """)

    private static let speaking = Set(
        words:
            """
            поговорить говорить пообщаться общаться разговаривать побеседовать беседовать переговорить поговорю поговорил поговорила
            пообщалась пообщался поговорим пообщаюсь переговорил разговор потолковать перетереть пообщались проконсультироваться
            обсудить решить решать объясниться связаться разобраться созвониться поболтать говорю speak talk chat speaking talking
            """)

    private static let wishing = Set(
        words:
            """
            хочу хотим хотел хотела хотели хотелось хочется можно могу могли можете мог давайте дай дайте мне нам нужен нужна нужно
            надо нужны требуется лучше предпочитаю прошу пожалуйста буду бы желаю охота меня нас готов необходимо необходим
            подскажите требую позвольте разрешите дадите возможность возможно нельзя получится реально предпочел предпочла удобнее
            проще хорошо want like need can may could rather let prefer please have только
            """)
}
