import Dialog
import Foundation
import Testing

@testable import CallDesk

@Suite("What the card says about a call")
struct NoteTextTests {
    private static let transcript = [
        Utterance(side: .operator, start: 0, stop: 2, text: "Добрый день!"), Utterance(side: .client, start: 3, stop: 5, text: "Нужна [URL=x]CRM[/URL]"),
    ]
    private static let analysis = CallAnalysis(
        summary: [Claim(text: "Клиенту нужна CRM.", utterances: [1])], outcome: .handoff, nextStep: "Связать с менеджером.", analyst: "rules")

    private static func note() throws -> NoteText {
        let templates = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "templates/crm")
        return NoteText(texts: try CRMTexts(directory: templates), language: "ru")
    }

    @Test("A comment has each part under its heading")
    func comment() throws {
        let text = try Self.note().comment(.analysis(Self.analysis, Self.transcript))
        #expect(text.contains("[B]Итог разговора[/B]\nКлиенту нужна CRM. (0:03)\n"))
        #expect(text.contains("[B]Исход[/B]\nнужен человек\n"))
        #expect(text.contains("[B]Дальше[/B]\nСвязать с менеджером.\n"))
        #expect(text.contains("[B]Расшифровка[/B]\n0:00 Оператор: Добрый день!\n0:03 Клиент: Нужна (URL=x)CRM(/URL)\n"))
        #expect(text.hasSuffix("Разобрано по правилам: языковая модель не ответила"))
    }

    @Test("What is uncertain about a transcript stands before it, and beside silence too", arguments: ["ru", "en"])
    func caveats(language: String) throws {
        let note = NoteText(texts: try Self.note().texts, language: language)
        let text = note.comment(.analysis(Self.analysis, Self.transcript, caveats: [.brokenOff, .sidesGuessed]))
        for caveat in [HearingCaveat.brokenOff, .sidesGuessed] {
            #expect(text.contains(note.texts.label("caveat", caveat.rawValue, language: language)))
        }
        let cut = note.comment(.analysis(Self.analysis, [], caveats: [.brokenOff]))
        #expect(cut.contains(note.texts.render("noteSilent", language: language)) && cut.contains(note.texts.render("caveatBrokenOff", language: language)))
        for caveat in HearingCaveat.allCases {
            let name = "caveat" + caveat.rawValue.prefix(1).uppercased() + caveat.rawValue.dropFirst()
            #expect(note.texts.render(name, language: language) != name)
        }
    }

    @Test("The card scores nobody for a wrong number, and writes sums as people read them")
    func scores() throws {
        var analysis = Self.analysis
        analysis.scriptScore = ScriptScore(points: 12, checks: [])
        analysis.slots = [Slot(name: .budget, value: "1500000", confidence: 1, quote: "полтора миллиона", utterance: 1)]
        let note = try Self.note()
        let talk = note.comment(.analysis(analysis, Self.transcript))
        #expect(talk.contains("12 из 100") && talk.contains("Бюджет: 1 500 000 руб.\n"))
        analysis.outcome = .wrongNumber
        #expect(!note.comment(.analysis(analysis, Self.transcript)).contains("12 из 100"))
    }

    @Test("A recording with too many channels is told how to be made")
    func channels() throws { #expect(try Self.note().comment(.tooManyChannels).contains("стерео")) }

    @Test("A call without speech is one sentence")
    func silent() throws {
        #expect(try Self.note().comment(.analysis(Self.analysis, [])) == "В записи нет речи: разговора не было")
    }
}
