import Fetch
import Testing

@testable import CallDesk

@Suite("A recording that does not come")
struct FetchVerdictTests {
    private static let late = FetchVerdict.wrongContentTriesMax - 1

    @Test("Only what is no recording, too large or gone ends the looking, and only after some looks", arguments: [.notAudio, .tooLarge, .http(404), .http(410)] as [FetchError.Code])
    func content(_ code: FetchError.Code) {
        let error = FetchError(code)
        #expect(FetchVerdict([error], polls: Self.late - 1) == .wait(reason: error.description))
        #expect(FetchVerdict([error], polls: Self.late) == .unreadable)
        #expect(FetchVerdict([error, error], polls: Self.late + 10) == .unreadable)
    }

    @Test(
        "A full disk, a closed address, a certificate and a broken host wait with their cure, however often they were looked at",
        arguments: [.disk, .addressRefused, .badAddress, .tls, .http(403), .http(503), .tooManyRedirects, .badAnswer, .unreachable, .busy] as [FetchError.Code])
    func circumstances(_ code: FetchError.Code) {
        let error = FetchError(code)
        #expect(FetchVerdict([error], polls: 1_000) == .wait(reason: error.description))
        // Another address that holds a page says nothing about this one.
        #expect(FetchVerdict([error, FetchError(.notAudio)], polls: 1_000) == .wait(reason: error.description))
        #expect(FetchVerdict([FetchError(.notAudio), error], polls: 1_000) == .wait(reason: error.description))
    }

    @Test("A download that the stopping process gave up says nothing about the recording")
    func cancelled() {
        #expect(FetchVerdict([FetchError(.cancelled)], polls: 1_000) == .interrupted)
        #expect(FetchVerdict([FetchError(.notAudio), FetchError(.cancelled)], polls: 1_000) == .interrupted)
    }
}
