/// Tells a reply in substance from one that only fills the pause: it speaks of what the objection is about, or argues at length.
enum ObjectionAnswers {
    /// A reply of fewer words is no answer, whatever it speaks of.
    private static let fewestWords = 4
    /// A reply with so many words that carry content is an argument by its length alone.
    private static let argumentWords = 8

    /// True when the reply answers an objection of that kind.
    static func isAnswer(_ reply: Line, to kind: ObjectionKind) -> Bool {
        guard reply.tokens.count >= fewestWords else { return false }
        let isSpokenOf = (cues[kind] ?? []).all(in: reply).contains { delays.first(in: reply, reply.sentence(of: $0.lowerBound)) == nil }
        if isSpokenOf { return true }
        let content = reply.tokens.count { !CommonWords.isFunction($0.text) && $0.text.count > 2 }
        return content >= argumentWords && !delays.occur(in: reply) && !farewells.occur(in: reply)
    }

    private static let farewells: [Pattern] = ["до свидания", "всего доброго|хорошего", "хорошего дня", "goodbye", "bye", "have a nice"]
    /// Where somebody is or what he does now answers nothing.
    private static let delays = Pattern.list(
        """
        сейчас|пока ..3 занят|занята|заняты|приеме|совещании|обеде|выезде|линии|отошел|отошла|вышел|вышла|нет
        на приеме|совещании|обеде|выезде|другой линии
        подождите|ожидайте|оставайтесь ..3 линии|минут*|секунд*|ответа
        is|are ..2 busy|away|out|unavailable
        hold the line
        one moment
        """)

    private static let cues: [ObjectionKind: [Pattern]] = [
        .expensive: Pattern.list(
            """
            скидк*|дешевле|подешевле|рассрочк*|кредит*|цен*|стоимост*|качеств*|гаранти*|входит|входят|включ*|акци*|вариант*|экономи*|окуп*
            частями|рубл*|тысяч*|потому|зато|материал*|бесплатн*|подар*|сравн*|бюджет*|минимальн*|уступ*|оплат*
            discount*|cheaper|instal*|price*|quality|guarantee*|warranty|includ*|option*|budget|because|save*|free|value|payment*|compare*
            """),
        .think: Pattern.list(
            """
            подума*|обдума*|решени*|решите|решать|вопрос*|сомнен*|сомнева*|смуща*|перезвон*|позвон*|созвон*|свяж*|набер*|заброни*|предложен*
            пришл*|отправ*|вышл*|действу*|акци*|срок*|уточн*|посовет*
            think|decid*|decision|question*|call|doubt*|valid|send|concern*
            """),
        .noTime: Pattern.list(
            """
            когда|удобн*|перезвон*|позвон*|созвон*|набер*|минут*|коротко|быстро|время|времени|позже|отправ*|пришл*|напиш*|завтра|сообщени*
            when|later|call|minute*|short|quick*|convenient|time|send
            """),
        .haveSupplier: Pattern.list(
            """
            сравн*|дополн*|запасн*|второй|услови*|цен*|устраива*|нрав*|отлич*|дешевле|лучше|преимуществ*|предложен*|резерв*|альтернатив*
            срок*|качеств*|бесплатн*|пробн*|доволь*|поставщик*|подрядчик*
            compar*|alternat*|better|backup|differ*|terms|price*|offer*|second|trial|supplier*
            """),
        .sendOffer: Pattern.list(
            """
            отправ*|пришл*|вышл*|скин*|направ*|почт*|ватсап*|мессенджер*|адрес*|подготов*|предложен*|презентац*|прайс*|каталог*
            send|email|mail|prepare*|address|quote|offer
            """),
        .notDecider: Pattern.list(
            """
            кто|директор*|руковод*|решени*|решает|связаться|свяж*|контакт*|перезвон*|передайте|передать|пригла*|соедин*|отправ*|пришл*
            предложен*|когда|номер*|обсуд*|поговор*|посовет*|муж*|жен*|супруг*|вместе
            who|director|decision|contact*|send|when|discuss*|together
            """),
        .notInterested: Pattern.list(
            """
            жаль|почему|причин*|бесплатн*|возможно|удал*|исключ*|убер*|уточн*|предложен*|вариант*|извините|беспоко*
            why|reason*|free|remove*|offer*|sorry|option*
            """),
        .noTrust: Pattern.list(
            """
            договор*|гаранти*|отзыв*|лиценз*|документ*|офис*|лет|опыт*|приезж*|предоплат*|оплат*|реквизит*|официальн*|клиент*|провер*
            сертификат*|юридическ*|компани*
            contract|guarantee*|review*|licen*|document*|office|years|experience|prepay*|pay*|clients|company
            """),
    ]
}
