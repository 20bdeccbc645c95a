import Foundation
import Sandbox
import Testing

@Suite("The phrase book")
struct PhraseBookTests {
    @Test("Every unit is known in every voice that says it")
    func complete() async throws {
        let book = try await SharedBook.book
        for voice in book.catalogue.voices {
            let wanted = Set(book.catalogue.units.filter { $0.isSpoken(by: voice) }.map(\.id))
            #expect(Set(book.clips[voice]?.map(\.unit.id) ?? []) == wanted)
        }
        #expect(Set(book.catalogue.units.map(\.id)).count == book.catalogue.units.count)
    }

    @Test("A clip begins and ends with speech, at one level")
    func trimmed() async throws {
        let book = try await SharedBook.book
        for clip in book.clips.values.flatMap(\.self) {
            #expect((0.1...4).contains(clip.seconds))
            let peak = clip.samples.map(abs).max() ?? 0
            #expect(abs(peak - 0.3) < 0.001)
        }
    }

    @Test("A second opening reads the clips back instead of speaking them again")
    func cached() async throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: directory) }
        let few = PhraseCatalogue(language: "ru", voices: [.clientMale], units: Array(PhraseCatalogue.russian.units.prefix(3)))
        let first = try await PhraseBook.open(catalogue: few, directory: directory)
        let files = try FileManager.default.contentsOfDirectory(atPath: directory.path)
        #expect(files.count == 3)
        let second = try await PhraseBook.open(catalogue: few, directory: directory)
        #expect(second.clips[.clientMale]?.map(\.samples) == first.clips[.clientMale]?.map(\.samples))
    }

    @Test("A sentence that goes on takes its name; a finished one gets its full stop")
    func text() {
        let catalogue = PhraseCatalogue.russian
        let units = ["client.filler.1", "client.nameLead.0", "client.name.male.0", "client.surname.0", "client.need.website.0"]
        #expect(catalogue.text(of: units.compactMap { catalogue.unit(PhraseID($0)) }) == "Ну, меня зовут Иван Петров. Хотим заказать сайт для компании.")
    }

    @Test("Listening takes a small part of the length of the speech")
    func speed() async throws {
        let rendered = try #require(try await SharedBook.rendered(.newClient, seed: 21))
        let piece = rendered.wave.mono.part(from: 0, to: 10)
        let recogniser = MatchedFilterRecogniser(book: try await SharedBook.book)
        let start = ContinuousClock.now
        #expect(try !recogniser.recognise(piece).isEmpty)
        #expect(ContinuousClock.now - start < .seconds(5))
    }
}
