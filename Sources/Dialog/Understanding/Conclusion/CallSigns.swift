/// Signs of how a call went: a wrong number, a machine, a refusal, a mood.
struct CallSigns {
    private static let wrongNumber = Pattern.list(
        """
        ошибся|ошиблась|ошиблись номером
        ошибся|ошиблась|ошиблись ..2 номер*
        не туда ..2 попал*|звоню|позвонил*|дозвонил*|набрал*
        не туда
        неправильно|неверно|туда ..1 набрал*
        не тот номер набрал*
        номером ..1 ошиб*
        вы ошиблись
        вы ..3 ошиблись|ошибаетесь
        вы ..2 не туда
        это ..2 ошибка
        не тот номер
        номер ..2 не тот
        !не перепутал*|попутал* ..2 номер*
        это не ..3 поликлиника|больница|такси|банк|аптека|доставка|пиццерия|магазин|школа|квартира|жэк
        wrong number
        wrong person|place
        никакой|никакую|ничего ..2 не ..1 оставлял*|заказывал*|звонил* ..3 ошиб*
        такого|таких|такой ..2 здесь|тут ..2 нет|не
        """)
    private static let machine = Pattern.list(
        """
        абонент ..4 недоступен|доступен|отвечает|занят|сети
        оставьте ..2 сообщение
        после ..2 сигнала
        вас приветствует автоответчик
        голосовая почта
        голосовой почты
        вызываемый абонент
        аппарат абонента
        телефон ..2 выключен|отключен
        voicemail|voice mail
        leave a message
        after the tone|beep
        not available
        номер не обслуживается
        """)
    private static let refusals = Pattern.list(
        """
        не ..2 интересно|интересует|актуально|звоните
        неинтересно|неактуально
        ^ нет ..2 не надо|нужно|хочу $
        спасибо ..2 не надо|нужно
        откажусь|отказываюсь|отказаться|отказ
        отстаньте
        передумал*
        нет ..1 спасибо
        not interested
        no thanks|thank
        do not|t call
        удалите ..3 номер
        обойдусь|обойдемся
        уже ..2 купил*|заказал*|нашли|нашел|нашла
        """)
    private static let positive = Pattern.list(
        """
        отлично|прекрасно|замечательно|супер|здорово|класс|классно|шикарно|чудесно|идеально|устраивает|договорились|понравил*|рад|
        рада|благодарю
        спасибо ..2 большое|огромное|вам
        great|perfect|excellent|wonderful|awesome|thank you very|so
        !не нравится
        хорошо ..1 спасибо
        очень приятно|помогли
        """)
    private static let negative = Pattern.list(
        """
        безобрази*|кошмар*|ужас*|возмути*|отвратительн*|хамств*|бардак|позор|издева*
        жалоб*|жалуюсь|претензи*|недоволен|недовольна|недовольны
        надоел*|достал*|задолбал*|бесит*|раздража*|заколебал*|замучил*
        обман*|мошенник*|развод|врете|врали
        сколько можно
        отстаньте|отвалите|идиот*|дурак*|тупой|тупые|чушь|бред
        не устраива*
        плохо|плохой|плохая|никуда не годится
        суд|прокуратур*|роспотребнадзор
        terrible|awful|horrible|angry|complaint|ridiculous|scam
        не звоните
        хватит|прекратите|перестаньте
        """)

    let talk: Conversation

    /// The words by which the client, or the company's person, says it is the wrong number.
    var wrongNumberEvidence: Evidence? {
        for line in talk.lines {
            guard let range = Self.wrongNumber.first(in: line) else { continue }
            // "я не ошиблась номером?" asks and is answered.
            if line.isClient, line.isQuestion(at: range.lowerBound), range.lowerBound > 0, line.tokens[range.lowerBound - 1].text == "не" { continue }
            return Evidence(quote: line.quote(range), utterance: line.index)
        }
        return nil
    }

    /// True when nobody on the client's side said anything, or only a machine did.
    var isSilent: Bool {
        let lines = talk.clientLines.filter { !$0.tokens.isEmpty }
        if lines.contains(where: { Self.machine.occur(in: $0) }) { return true }
        return lines.allSatisfy { line in line.tokens.allSatisfy { ["алло", "але", "ало", "hello", "э", "мм"].contains($0.text) } }
            && lines.count <= 3
    }

    /// The words of a refusal of the whole offer.
    var refusal: Evidence? {
        for line in talk.clientLines.reversed() {
            if let range = Self.refusals.first(in: line) { return Evidence(quote: line.quote(range), utterance: line.index) }
        }
        return nil
    }

    /// The client's mood by the balance of words.
    var sentiment: Sentiment {
        let lines = talk.clientLines
        let good = lines.reduce(0) { $0 + Self.positive.all(in: $1).count }
        let bad = lines.reduce(0) { $0 + Self.negative.all(in: $1).count }
        if bad > 0, bad >= good { return .negative }
        return good > bad && good > 0 ? .positive : .neutral
    }
}
