extension PhraseCatalogue {
    static let russianOperatorOpening: [PhraseUnit] = [
        group(
            "operator.greeting", .operator,
            ["Компания Горизонт, здравствуйте!", "Добрый день, компания Горизонт!", "Горизонт, отдел продаж, слушаю вас."]),
        gendered(
            "operator.self", .operator, male: ["Меня зовут Виктор.", "Менеджер Роман."], female: ["Меня зовут Анна.", "Менеджер Вера."]),
        group("operator.help", .operator, ["Чем могу помочь?", "Какой у вас вопрос?"]),
        group("operator.silence", .operator, ["Алло, вас не слышно.", "Алло, говорите, пожалуйста.", "Вас не слышно, перезвоните нам."]),
    ].flatMap(\.self)

    static let russianOperatorQuestions: [PhraseUnit] = [
        group("operator.askName", .operator, ["Как я могу к вам обращаться?", "Подскажите, пожалуйста, ваше имя?"]),
        group("operator.askNeed", .operator, ["Расскажите, что вас интересует?", "Какая у вас задача?"]),
        group("operator.askBudget", .operator, ["На какой бюджет вы рассчитываете?", "Есть ли понимание по бюджету?"]),
        group("operator.askDeadline", .operator, ["Какие сроки для вас важны?", "Когда хотели бы начать?"]),
        group("operator.askCity", .operator, ["В каком городе вы находитесь?", "Подскажите ваш город?"]),
        group("operator.askCompany", .operator, ["Как называется ваша компания?", "Какую компанию вы представляете?"]),
        group("operator.askPhone", .operator, ["Продиктуйте номер для связи.", "На какой телефон вам перезвонить?"]),
        group("operator.checkNumber", .operator, ["Этот номер подойдёт для связи?", "Перезвонить вам на этот же номер?"]),
        group("operator.askMore", .operator, ["Есть ещё вопросы?", "Что-нибудь ещё подсказать?"]),
        group("operator.repeatLead", .operator, isOpen: true, ["Повторяю,", "Проверьте,"]),
    ].flatMap(\.self)

    static let russianOperatorAnswers: [PhraseUnit] = [
        group("operator.pleased", .operator, isOpen: true, ["Очень приятно,"]),
        gendered(
            "operator.noted", .operator, male: ["Хорошо, записал.", "Понял вас."], female: ["Хорошо, записала.", "Поняла вас."]),
        group("operator.good", .operator, ["Отлично.", "Понятно.", "Прекрасно."]),
        group(
            "operator.answer", .operator,
            ["Точную цену посчитает менеджер.", "Да, работаем по договору с гарантией.", "Стоимость зависит от объёма работ."]),
        group("operator.price", .operator, ["Ориентировочно сто двадцать тысяч рублей.", "Получается около восьмидесяти тысяч рублей."]),
        group(
            "operator.answerPrice", .operator,
            ["Понимаю вас, но в цену входит поддержка.", "Мы можем предложить скидку десять процентов.", "Есть рассрочка на полгода."]),
        group("operator.answerThink", .operator, ["Конечно, я пришлю вам предложение.", "Хорошо, давайте я перезвоню позже."]),
        group("operator.answerSupplier", .operator, ["Давайте просто сравним условия.", "Мы можем быть запасным вариантом."]),
        group("operator.transfer", .operator, ["Соединяю вас со специалистом.", "Оставайтесь на линии, перевожу звонок."]),
        group(
            "operator.busy", .operator,
            ["Менеджер сейчас занят, он перезвонит вам в течение часа.", "Специалист на встрече, я передам ему вашу просьбу."]),
        group(
            "operator.promise", .operator,
            ["Я передам заявку менеджеру, он перезвонит сегодня.", "Пришлём коммерческое предложение до конца дня."]),
        group("operator.promiseCall", .operator, ["Хорошо, обязательно перезвоним.", "Договорились, запланирую звонок."]),
        group("operator.known", .operator, ["Да, вижу вас в базе.", "Секунду, открываю вашу карточку."]),
        group("operator.knownAnswer", .operator, ["Ваш заказ будет готов в пятницу.", "Сейчас отправлю вам письмо.", "Уточню и перезвоню вам сегодня."]),
        group("operator.wrong", .operator, ["Нет, вы ошиблись номером.", "Нет, это компания Горизонт."]),
        group("operator.bye", .operator, ["Спасибо за звонок, до свидания!", "Всего вам доброго!", "Хорошего дня, до свидания!"]),
    ].flatMap(\.self)
}
