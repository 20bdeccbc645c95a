import Testing

@testable import CallDesk

@Suite("Seams between pieces")
struct SeamTests {
    struct Case: Sendable {
        let before: String
        let after: String
        let joined: String
    }

    static let cases = [
        Case(before: "один два три четыре", after: "три четыре пять", joined: "один два три четыре пять"),
        // The outermost words were heard by half.
        Case(before: "один два три четыре пя", after: "ри, четыре пять шесть", joined: "один два три четыре пять шесть"),
        Case(before: "Нам нужна CRM.", after: "CRM. Для отдела продаж.", joined: "Нам нужна CRM. Для отдела продаж."),
        Case(before: "Да, ВСЁ верно!", after: "всё верно, звоните", joined: "Да, ВСЁ верно! звоните"),
        // A word that both happen to have far from the edges is no seam.
        Case(before: "и мы приехали сюда вчера вечером", after: "потом опять и снова", joined: "и мы приехали сюда вчера вечером потом опять и снова"),
        Case(before: "один два", after: "один два", joined: "один два"),
        Case(before: "один", after: "", joined: "один"),
    ]

    @Test("Words that both pieces hold are taken once", arguments: cases)
    func joined(example: Case) {
        var before = [Stretch(start: 0, stop: 10, text: example.before)]
        var after = example.after.isEmpty ? [] : [Stretch(start: 8, stop: 18, text: example.after)]
        Seam(seconds: 3).join(&before, &after)
        #expect((before + after).map(\.text).joined(separator: " ") == example.joined)
        #expect((before + after).allSatisfy { $0.start <= $0.stop && !$0.text.isEmpty })
    }

    @Test("Stretches that lie wholly behind the seam go, and times do not overlap")
    func stretches() {
        var before = [Stretch(start: 0, stop: 6, text: "раз два"), Stretch(start: 6, stop: 9, text: "три четыре"), Stretch(start: 9, stop: 10, text: "пя")]
        var after = [Stretch(start: 7, stop: 8, text: "ри"), Stretch(start: 8, stop: 12, text: "четыре"), Stretch(start: 12, stop: 15, text: "пять")]
        Seam(seconds: 3).join(&before, &after)
        #expect(before.map(\.text) == ["раз два", "три четыре"] && after.map(\.text) == ["пять"])
        #expect(after[0].start >= before[1].stop)
    }
}
