import Bitrix24
import Testing

@Suite("Damaged forms")
struct FormFuzzTests {
    private static let base =
        "event=ONCRMLEADADD&event_handler_id=707&data%5BFIELDS%5D%5BID%5D=7&data[LIST][]=%D0%98&ts=1742807175"
        + "&auth[application_token]=51856fefc120afa4b628cc82d3935cce&auth[member_id]=a223c6b3710f85df22e9377d6c4f7553"
    private static let odd = Array("%[]&=+0AFf%5".utf8) + [0x00, 0xFF, 0xC3, 0x7F]

    @Test("20,000 damaged events are read or refused by name, none traps, and equal bytes give equal results", arguments: [1, 2, 3, 4])
    func damaged(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var read = 0
        var refused = 0
        for _ in 0..<5_000 {
            let form = Self.mutate(Array(Self.base.utf8), using: &generator)
            let first = Result { () throws(DecodingProblem) in try PortalEvent.decode(form: form) }
            let second = Result { () throws(DecodingProblem) in try PortalEvent.decode(form: form) }
            #expect(first == second)
            switch first {
            case .success(let event):
                read += 1
                #expect(!event.name.isEmpty && event.name == event.name.uppercased())
            case .failure: refused += 1
            }
        }
        #expect(read > 500 && refused > 500, "The damage is of both kinds: \(read) read, \(refused) refused.")
    }

    @Test("Posts of a page survive the same damage", arguments: [11, 12])
    func damagedPosts(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let base = Array(#"AUTH_ID=a&REFRESH_ID=r&member_id=m&PLACEMENT=CALL_CARD&PLACEMENT_OPTIONS={"ID":"7"}&APPLICATION_SCOPE=crm,im"#.utf8)
        var read = 0
        for _ in 0..<5_000 {
            let body = Self.mutate(base, using: &generator)
            if let post = try? PortalPost.decode(query: "DOMAIN=d.example&PROTOCOL=1", body: body) {
                read += 1
                #expect(!post.accessToken.isEmpty && !post.memberID.isEmpty)
            }
        }
        #expect(read > 100)
    }

    private static func mutate(_ bytes: [UInt8], using generator: inout SeededGenerator) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...4, using: &generator) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &generator)
            switch Int.random(in: 0..<5, using: &generator) {
            case 0: bytes[place] = odd.randomElement(using: &generator) ?? 0
            case 1: bytes.insert(odd.randomElement(using: &generator) ?? 0, at: place)
            case 2: bytes.remove(at: place)
            case 3: bytes.removeSubrange(place..<min(bytes.count, place + 12))
            default: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 20)], at: place)
            }
        }
        return bytes
    }
}
