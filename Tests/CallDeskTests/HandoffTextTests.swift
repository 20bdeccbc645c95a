import Dialog
import Foundation
import Storage
import Testing

@testable import CallDesk

@Suite("What a hand-off task says")
struct HandoffTextTests {
    private static let analysis = CallAnalysis(
        summary: [
            Claim(text: "Клиент представился: Мария.", utterances: [1]), Claim(text: "Запрос: Нужна доставка цветов.", utterances: [1]),
            Claim(text: "Возражение: дорого; осталось без ответа.", utterances: [2]), Claim(text: "Клиент просит соединить с сотрудником.", utterances: [3]),
        ],
        slots: [
            Slot(name: .name, value: "Мария", confidence: 0.9, quote: "мария", utterance: 1),
            Slot(name: .need, value: "Нужна доставка цветов", confidence: 0.8, quote: "Нужна доставка цветов", utterance: 1),
            Slot(name: .budget, value: "500000", confidence: 0.9, quote: "полмиллиона", utterance: 2),
            Slot(name: .deadline, value: "сроки у нас не горят", confidence: 0.7, quote: "сроки у нас не горят", utterance: 2),
        ], wantsPerson: Evidence(quote: "соедините с менеджером", utterance: 3), outcome: .handoff, analyst: "rules")

    private static func text(_ reason: HandoffReason, language: String, _ analysis: CallAnalysis? = nil) throws -> HandoffText {
        let templates = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "templates/crm")
        var call = CallRow(portalID: 1, externalID: "c1", now: Date(timeIntervalSince1970: 1_795_394_460))  // 23 November 2026, 03:41 in Moscow
        call.phone = "+79991234567"
        call.language = language
        return HandoffText(
            texts: try CRMTexts(directory: templates), call: call, link: nil, reason: reason, analysis: analysis, zone: TimeZone(secondsFromGMT: 3 * 3600) ?? .gmt)
    }

    @Test("Each fact is told once, and quoted only where the client said it otherwise")
    func once() throws {
        let body = try Self.text(.wantsPerson(quote: "соедините с менеджером", at: nil), language: "ru", Self.analysis).body(marker: "task:c1")
        #expect(
            body.split(separator: "\n").map(String.init) == [
                "Клиент просит человека: «соедините с менеджером»", "Имя: Мария (90 %)", "Запрос: Нужна доставка цветов (80 %)",
                "Бюджет: 500 000 руб. (90 %: «полмиллиона»)", "Сроки у нас не горят (70 %)", "Возражение: дорого; осталось без ответа.", "Метка: task:c1",
            ])
    }

    @Test("A missed call is dated as its language writes dates")
    func dates() throws {
        #expect(try Self.text(.missed, language: "ru").body(marker: "m").hasPrefix("Звонок +79991234567 23.11 в 03:41 остался без ответа.\n"))
        #expect(try Self.text(.missed, language: "en").body(marker: "m").hasPrefix("The call from +79991234567 on 23 Nov, 03:41 was not answered.\n"))
    }
}
