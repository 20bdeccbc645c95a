import Testing

@testable import Web

@Suite struct ExtraPortTests {
    @Test("Extra ports are read from their setting") func list() throws {
        #expect(try ExtraPort.list("8003=dialog, 8005=leads") == [ExtraPort(port: 8003, group: .dialog), ExtraPort(port: 8005, group: .leads)])
        #expect(try ExtraPort.list("").isEmpty)
    }

    @Test("An extra port that cannot be is refused by its name", arguments: ["8003", "8003=nothing", "0=leads", "70000=leads", "x=leads", "=", "8005=leads,8005=asr"])
    func refused(text: String) {
        #expect(throws: WebError.self) { try ExtraPort.list(text) }
    }
}
