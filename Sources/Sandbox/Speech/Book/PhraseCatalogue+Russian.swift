extension PhraseCatalogue {
    /// Russian sales calls: everything a sandbox caller or operator can say.
    package static let russian = PhraseCatalogue(
        language: "ru", voices: SandboxVoice.russian,
        units: russianNumbers + russianNames + russianClientOpening + russianClientNeeds + russianClientDetails + russianClientReactions
            + russianOperatorOpening + russianOperatorQuestions + russianOperatorAnswers)

    /// Number words, for both sides; the last part of the name is the value.
    static let russianNumbers: [PhraseUnit] = {
        let words: [(Int, String)] = [
            (0, "ноль"), (1, "один"), (2, "два"), (3, "три"), (4, "четыре"), (5, "пять"), (6, "шесть"), (7, "семь"), (8, "восемь"),
            (9, "девять"), (10, "десять"), (11, "одиннадцать"), (12, "двенадцать"), (13, "тринадцать"), (14, "четырнадцать"),
            (15, "пятнадцать"), (16, "шестнадцать"), (17, "семнадцать"), (18, "восемнадцать"), (19, "девятнадцать"), (20, "двадцать"),
            (30, "тридцать"), (40, "сорок"), (50, "пятьдесят"), (60, "шестьдесят"), (70, "семьдесят"), (80, "восемьдесят"),
            (90, "девяносто"), (100, "сто"), (200, "двести"), (300, "триста"), (400, "четыреста"), (500, "пятьсот"), (600, "шестьсот"),
            (700, "семьсот"), (800, "восемьсот"), (900, "девятьсот"),
        ]
        return words.map { PhraseUnit("number.\($0.0)", $0.1, sides: [.client, .operator], isOpen: true) }
            + [PhraseUnit("number.plus", "плюс", sides: [.client, .operator], isOpen: true)]
    }()

    /// First names: a client says the own one, an operator says any.
    static let russianNames: [PhraseUnit] = {
        let male = ["Иван", "Сергей", "Алексей", "Дмитрий", "Николай", "Павел", "Андрей", "Михаил"]
        let female = ["Мария", "Ольга", "Наталья", "Елена", "Татьяна", "Светлана", "Ирина", "Юлия"]
        let surnames = ["Петров", "Соколов", "Морозов", "Волков", "Лебедев", "Орлов"]
        return group("client.name.male", .client, gender: .male, isProper: true, male)
            + group("client.name.female", .client, gender: .female, isProper: true, female)
            + group("operator.name.male", .operator, isProper: true, male) + group("operator.name.female", .operator, isProper: true, female)
            + gendered("client.surname", .client, isProper: true, male: surnames, female: surnames.map { $0 + "а" })
    }()

    static let russianClientOpening: [PhraseUnit] = [
        group("client.hello", .client, ["Здравствуйте!", "Добрый день!", "Алло, здравствуйте!", "Доброе утро!"]),
        group("client.filler", .client, ["Э-э,", "Ну,", "Так,", "Значит,", "Смотрите,", "В общем,"]),
        group("client.nameLead", .client, isOpen: true, ["Меня зовут", "Моё имя", "Зовут меня"]),
        gendered(
            "client.reason", .client, male: ["Звоню по объявлению.", "Увидел вашу рекламу в интернете.", "Мне вас посоветовал знакомый."],
            female: ["Звоню с вашего сайта.", "Увидела вашу рекламу в интернете.", "Мне вас посоветовала подруга."]),
        gendered(
            "client.known", .client,
            male: ["Я у вас уже заказывал.", "Я звонил вам на прошлой неделе.", "Мы с вами работаем второй год."],
            female: ["Я у вас уже заказывала.", "Я звонила вам на прошлой неделе.", "У нас с вами подписан договор."]),
        group(
            "client.knownAsk", .client,
            [
                "Хочу узнать, на какой стадии наш заказ?", "Когда будет готов наш проект?", "Пришлите, пожалуйста, счёт ещё раз.",
                "Хотим добавить новых сотрудников в систему.",
            ]),
        gendered(
            "client.wrong", .client, male: ["Ой, извините, ошибся номером.", "Простите, я не туда попал."],
            female: ["Ой, извините, ошиблась номером.", "Простите, я не туда попала."]),
        group("client.wrongAsk", .client, ["Это поликлиника?", "Это такси?", "Это справочная вокзала?", "Можно записаться к врачу?"]),
    ].flatMap(\.self)

    static let russianClientNeeds: [PhraseUnit] = [
        group("client.need.crm", .client, ["Нам нужна CRM для отдела продаж.", "Хотим навести порядок в продажах и внедрить CRM."]),
        group("client.need.telephony", .client, ["Хотим подключить телефонию к нашей CRM.", "Нам нужна телефония с записью разговоров."]),
        group("client.need.website", .client, ["Хотим заказать сайт для компании.", "Нужен интернет-магазин под ключ."]),
        group("client.need.windows", .client, ["Хочу заказать пластиковые окна в квартиру.", "Нужно остекление балкона."]),
        group("client.need.delivery", .client, ["Нужна доставка стройматериалов на объект.", "Интересует доставка грузов по городу."]),
        group("client.need.kitchen", .client, ["Хочу заказать кухню по своим размерам.", "Нужен кухонный гарнитур с установкой."]),
        group("client.need.repair", .client, ["Нужен ремонт офиса под ключ.", "Интересует ремонт квартиры в новостройке."]),
        group("client.need.chatbot", .client, ["Нужен чат-бот для сайта.", "Хотим сделать бота для заявок."]),
    ].flatMap(\.self)

    static let russianClientDetails: [PhraseUnit] = [
        group("client.budget.100000", .client, ["Бюджет примерно сто тысяч рублей."]),
        group("client.budget.300000", .client, ["Рассчитываем до трёхсот тысяч рублей."]),
        group("client.budget.500000", .client, ["У нас бюджет полмиллиона рублей."]),
        group("client.budget.50000", .client, ["Не больше пятидесяти тысяч."]),
        group(
            "client.deadline", .client,
            ["Нужно до конца месяца.", "Хотим запуститься через две недели.", "Желательно к первому числу.", "Сроки у нас не горят."]),
        group(
            "client.city", .client,
            ["Мы находимся в Москве.", "Мы из Казани.", "Мы в Новосибирске.", "Мы в Екатеринбурге.", "Это в Самаре."]),
        group(
            "client.company", .client,
            ["Наша компания Вектор.", "Компания называется Северный ветер.", "Мы строительная компания Альфа Строй.", "Фирма Ромашка."]),
        group("client.phoneLead", .client, isOpen: true, ["Мой номер", "Записывайте,", "Мой телефон"]),
        group("client.sameNumber", .client, ["Да, звоните на этот номер.", "Этот номер подходит."]),
        group(
            "client.question", .client,
            ["Сколько это будет стоить?", "Вы работаете по договору?", "А гарантия есть?", "Как быстро вы начнёте работу?"]),
    ].flatMap(\.self)

    static let russianClientReactions: [PhraseUnit] = [
        group("client.yes", .client, ["Да, всё верно.", "Да, правильно.", "Хорошо, договорились.", "Да, меня устраивает."]),
        group("client.noMore", .client, ["Нет, это всё.", "Пока больше вопросов нет."]),
        group(
            "client.person", .client,
            [
                "Соедините меня с менеджером, пожалуйста.", "Можно поговорить с живым человеком?", "Переключите меня на специалиста.",
                "Я хочу говорить с руководителем.",
            ]),
        group("client.objection.price", .client, ["Что-то это слишком дорого.", "У конкурентов гораздо дешевле.", "Дороговато получается."]),
        group("client.objection.think", .client, ["Мне надо подумать.", "Давайте я ещё подумаю."]),
        group("client.objection.supplier", .client, ["У нас уже есть подрядчик.", "Мы сейчас работаем с другой компанией."]),
        group("client.accept", .client, ["Если будет скидка, то давайте.", "Понятно, тогда присылайте предложение."]),
        group("client.refuse", .client, ["Нет, тогда пока откажемся.", "Нет, спасибо, нам это не подходит."]),
        group(
            "client.callBack", .client,
            ["Перезвоните мне завтра утром.", "Наберите меня в понедельник.", "Перезвоните после обеда, пожалуйста."]),
        group("client.bye", .client, ["Спасибо, до свидания!", "Всего доброго!", "Спасибо большое, всего хорошего!"]),
    ].flatMap(\.self)
}
