import Dialog
import Foundation
import Testing

@Suite struct ObjectionTests {
    @Test("Objections are known by the phrases of the base")
    func kinds() throws {
        for (said, kind) in [
            ("Это дорого", ObjectionKind.expensive), ("дороговато выходит", .expensive), ("у конкурентов дешевле", .expensive),
            ("таких денег у меня нет", .expensive), ("Ценник у вас кусается", .expensive), ("мне надо подумать", .think), ("Я подумаю", .think),
            ("мне сейчас некогда", .noTime), ("Я за рулём", .noTime), ("Неудобно разговаривать", .noTime),
            ("мы уже работаем с другой компанией", .haveSupplier), ("у нас есть свой поставщик", .haveSupplier),
            ("Пришлите коммерческое предложение на почту", .sendOffer), ("скиньте прайс в ватсап", .sendOffer), ("не я решаю", .notDecider),
            ("надо с мужем посоветоваться", .notDecider), ("решение принимает директор", .notDecider), ("мне это не интересно", .notInterested),
            ("нам ничего не надо", .notInterested), ("не доверяю я вам", .noTrust), ("это развод какой-то", .noTrust), ("а где гарантии", .noTrust),
            ("it is too expensive", .expensive), ("I will think about it", .think), ("we already have a supplier", .haveSupplier),
            ("not interested", .notInterested),
        ] {
            let found = try Fixtures.analyse("О: Предлагаем вам услугу.\nК: \(said)").objections.map(\.kind)
            #expect(found == [kind], "\(said): \(found)")
        }
        for said in ["Это недорого", "не дорого, берём", "Какая дорога до вас?", "Я не спешу", "Нужно подумать, не надо: беру"]
        where said != "Нужно подумать, не надо: беру" {
            #expect(try Fixtures.analyse("О: Да.\nК: \(said)").objections.isEmpty, "\(said)")
        }
    }

    @Test("An objection is answered when the company replies in substance")
    func answered() throws {
        let yes = try Fixtures.analyse("К: Дорого.\nО: Понимаю вас, в цену входит монтаж и гарантия десять лет.")
        let no = try Fixtures.analyse("К: Дорого.\nО: До свидания.")
        #expect(yes.objections.first?.answered == true && no.objections.first?.answered == false)
    }

    @Test("Where somebody is now answers no objection, a word about it does")
    func substance() throws {
        for (said, reply, isAnswered) in [
            ("Это дорого.", "Врач сейчас на приёме.", false), ("Я не доверяю вам.", "Врач сейчас на приёме, он скоро освободится, подождите пожалуйста.", false),
            ("Дорого.", "Можем сделать скидку десять процентов.", true), ("Мне надо подумать.", "Хорошо, когда вам перезвонить?", true),
            ("Мы уже работаем с другой компанией.", "Да, я вас услышала, хорошо.", false), ("Мы уже работаем с другой компанией.", "Предлагаю сравнить наши условия.", true),
            ("It is too expensive.", "The manager is busy now.", false), ("It is too expensive.", "We can offer you a discount.", true), ("I don't trust you.", "The manager is busy now.", false),
        ] {
            let found = try Fixtures.analyse("К: \(said)\nО: \(reply)").objections.first
            #expect(found?.answered == isAnswered, "\(said) \(reply)")
        }
    }

    @Test("Who wants no manager but an answer does not refuse", arguments: ["Мне не нужен менеджер, просто скажите адрес", "мне не надо оператора подскажите адрес", "I do not need any manager, just tell me the address"])
    func enquiry(said: String) throws {
        let found = try Fixtures.analyse("О: Слушаю вас.\nК: \(said)")
        #expect(found.outcome != .refused && !found.objections.contains { $0.kind == .notInterested }, "\(said): \(found)")
    }

    @Test("A mistake in the phrase base is reported with its line")
    func mistakes() {
        for (yaml, line, word) in [
            ("language: ru\nobjections:\n  - kind: pricy\n    phrases: [\"дорого\"]\n", 3, "unknown kind"),
            ("objections:\n  - kind: think\n    phrase: [\"я\"]\n", 3, "unknown key"),
            ("objections:\n  - kind: think\n    phrases: \"подумаю\"\n", 3, "list"),
            ("objections:\n  - kind: think\n    phrases:\n      - \"..\"\n", 4, "word"), ("objections:\n  - kind: [\n", 3, "YAML"),
        ] {
            #expect { try PhraseBase(yaml: yaml, name: "ru.yaml") } throws: { error in
                let error = error as? PhraseBaseError
                return error?.line == line && error?.description.contains(word) == true
            }
        }
        #expect(throws: PhraseBaseError.self) { try PhraseBase(yaml: "", name: "ru.yaml") }
        #expect(throws: PhraseBaseError.self) { try PhraseBase(files: [Fixtures.templates.appending(path: "absent.yaml")]) }
    }

    @Test("The shipped phrase bases hold every kind of objection")
    func shipped() throws {
        for file in ["objections/ru.yaml", "objections/en.yaml"] {
            #expect(try PhraseBase(files: [Fixtures.templates.appending(path: file)]).kinds == Set(ObjectionKind.allCases))
        }
    }
}
