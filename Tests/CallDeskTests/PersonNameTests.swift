import Testing

@testable import CallDesk

@Suite("A person's name")
struct PersonNameTests {
    @Test(
        "is split as the CRM keeps it",
        arguments: [
            ("Иван", "Иван", nil, nil), ("Иван Петров", "Иван", nil, "Петров"), ("Петрова Анна Сергеевна", "Анна", "Сергеевна", "Петрова"),
            ("Сергей Петрович", "Сергей", "Петрович", nil), ("Анна Сергеевна Петрова", "Анна", "Сергеевна", "Петрова"), ("Зубков Анатолий Петрович", "Анатолий", "Петрович", "Зубков"),
            ("Рогов Станислав", "Станислав", nil, "Рогов"), ("John Smith", "John", nil, "Smith"),
        ] as [(String, String, String?, String?)])
    func split(said: String, given: String, patronymic: String?, family: String?) throws {
        let name = try #require(PersonName(said))
        #expect(name.given == given)
        #expect(name.patronymic == patronymic)
        #expect(name.family == family)
    }

    @Test("is none when nothing was said")
    func empty() { #expect(PersonName("  ") == nil) }
}
