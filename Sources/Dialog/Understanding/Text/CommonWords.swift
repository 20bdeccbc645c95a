/// Words that carry no content of their own, by what they do in a sentence.
enum CommonWords {
    /// True for pronouns, prepositions, conjunctions, particles, greetings and other words that name nothing.
    static func isFunction(_ word: String) -> Bool { function.contains(word) }

    /// True for greetings, thanks and hesitations.
    static func isFiller(_ word: String) -> Bool { fillers.contains(word) }

    /// True when the word has the ending of a verb.
    static func looksLikeVerb(_ word: String) -> Bool {
        guard word.count >= 4, !notVerbs.contains(word) else { return false }
        return verbEndings.contains { word.hasSuffix($0) }
    }

    private static let notVerbs = Set(
        words:
            """
            сеть часть область мебель кровать печать память нефть медь дверь площадь отель билет билеты кабинет пакет буфет букет
            интернет бюджет макет паркет запчасть запчасти недвижимость стоимость скатерть лошадь вет свет цвет совет привет комплект
            пальто стол столы канал материал металл вокзал зал подвал овал сети роль скорость сигнал кредит санузел кухни отчет счет
            расчет предмет планшет диет клиент аудит визит самолет вертолет лет сайт лист
            """)

    private static let verbEndings = [String](
        words:
            """
            ать ять еть ить уть оть ыть ться тись ите йте ете ешь ишь ем им ет ит ют ут ят ат ал ала али ил ила или ел ела ели ул ула
            ули ся сь аю яю ую ею ешьте
            """)

    private static let fillers = words(
        """
        э ээ эээ эм мм м ну вот значит типа короче так да нет алло але ало здравствуйте здрасьте здрасте здравствуй привет
        приветствую добрый доброе добрые доброго день утро вечер дня утра вечера пожалуйста спасибо извините простите слушаю
        будьте добры любезны любезен добра угу ага ой ох ладно хорошо окей ок понятно ясно конечно просто вообще собственно
        девушка молодой человек слушайте смотрите послушайте давайте давай наверное наверно кажется вроде допустим буквально прямо
        господи боже блин черт подскажите скажите знаете понимаете видите кстати hello hi hey good morning afternoon evening
        please thanks thank yes no well okay um uh so
        """)

    private static let function = fillers.union(
        words(
            """
            я ты он она оно мы вы они меня тебя его ее нас вас их мне тебе ему ей нам вам им мной мною тобой нами вами ними них
            нем ней него нее себя себе собой мой моя мое мои моего моей моему моим моих мою твой наш наша наше наши нашего нашей
            нашем нашу наших нашим ваш ваша ваше ваши вашего вашей вашем вашу ваших вашим свой своя свое свои своего своей свою
            своих этот эта это эти этого этой этому этим эту этих тот та те того той тому тем ту тех такой такая такое такие
            такого такую какой какая какое какие какого какую каком кто что кого чего кому чему кем чем чем-то кто-то нибудь либо
            какой-то где куда откуда когда почему зачем как сколько в во на к ко с со из изо от ото по под подо над о об обо у за
            до для без через при про между перед около после ради среди кроме вместо насчет и а но или да не ни же ж ли бы б то уж
            ведь вот еще уже только даже лишь тоже также если чтобы чтоб потому поэтому хотя пока раз будто тут там здесь туда
            сюда сейчас теперь потом тогда сначала всегда иногда опять снова очень более менее самый самая самое самые весь вся
            все всё всего всех всем быть был была было были буду будет будем будете будут есть нету можно нельзя надо нужно нужен
            нужна нужны хочу хотим хотел хотела хотели хотелось могу может можем можете мог могла могли зовут звать имя фамилия
            отчество компания фирма организация звоню звоним звонит звонил звонила беспокоит говорит говорю the a an i you he she
            it we they me him her us them my your his our their this that these those is are am was were be been do does did have
            has had of in on at to for from with by about and or but not if then can could would should will want need like just
            name phone number company call calling
            """))

    private static func words(_ source: String) -> Set<String> {
        Set(source.split(whereSeparator: \.isWhitespace).map { String($0).folded })
    }
}
