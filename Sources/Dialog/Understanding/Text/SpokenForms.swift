/// Spellings of everyday words as they are spoken, which recognisers and people write down: the rules compare the standard form.
enum SpokenForms {
    /// The standard form of a folded word; the word itself when it is one.
    static func standard(_ word: String) -> String { table[word] ?? word }

    private static let table: [String: String] = {
        var table: [String: String] = [:]
        for line in source.split(separator: "\n") {
            let words = line.split(separator: " ").map(String.init)
            guard let standard = words.first else { continue }
            for spelling in words.dropFirst() { table[spelling] = standard }
        }
        return table
    }()

    private static let source = """
        надо нада надоть
        сейчас щас ща счас сичас
        сколько скока скоко сколька
        столько стока
        только тока токо
        когда када кода
        что чо че шо чево
        вообще ваще вобще вообщем вобщем
        пожалуйста пожалста пжалста пожалуста пожалуйсто
        здравствуйте здраствуйте здрасти здравстуйте
        сегодня седня сегоня севодня сиводня
        завтра завтро
        хочу хочю
        человек чел челик
        спасибо спасиб спасибочки
        ничего ниче ничо
        тысяч тыщь
        перезвоните перезваните
        наверное наверна
        может мож
        """
}
