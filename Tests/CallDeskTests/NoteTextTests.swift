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

    @Test("A call without speech is one sentence")
    func silent() throws {
        #expect(try Self.note().comment(.analysis(Self.analysis, [])) == "В записи нет речи: разговора не было")
    }
}
