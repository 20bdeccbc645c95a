import Bitrix24
import Testing

@Suite("Forms as PHP writes them")
struct FormDecoderTests {
    private func decode(_ form: String) throws(DecodingProblem) -> JSONValue { try FormDecoder.decode(Array(form.utf8)) }

    @Test("Brackets make maps and lists")
    func brackets() throws {
        #expect(try decode("a=1&b[c][d]=2&b[c][e]=3") == ["a": "1", "b": ["c": ["d": "2", "e": "3"]]])
        #expect(try decode("v[]=a&v[]=b") == ["v": ["a", "b"]])
        #expect(try decode("v[1]=b&v[0]=a") == ["v": ["a", "b"]])
        #expect(try decode("v[0]=a&v[2]=c") == ["v": ["0": "a", "2": "c"]])
        #expect(try decode("v[5]=a&v[]=b") == ["v": ["5": "a", "6": "b"]])
        #expect(try decode("v[][id]=1&v[][id]=2") == ["v": [["id": "1"], ["id": "2"]]])
    }

    @Test("Encoded and plain brackets are the same, plus is a space, percent is a byte")
    func encoded() throws {
        #expect(try decode("data%5BFIELDS%5D%5BID%5D=7") == ["data": ["FIELDS": ["ID": "7"]]])
        #expect(try decode("a+b=c+d%20e%2B") == ["a b": "c d e+"])
        #expect(try decode("n=%D0%98%D0%B2%D0%B0%D0%BD") == ["n": "Иван"])
        #expect(try decode("n=Иван") == ["n": "Иван"])
    }

    @Test("Of a repeated name the last value stays, also when its shape changes")
    func repeated() throws {
        #expect(try decode("a=1&a=2") == ["a": "2"])
        #expect(try decode("a=1&a[b]=2") == ["a": ["b": "2"]])
        #expect(try decode("a[b]=2&a=1") == ["a": "1"])
        #expect(try decode("a[b]=1&a[b]=2&a[c]=3") == ["a": ["b": "2", "c": "3"]])
    }

    @Test("Odd but harmless forms are read")
    func odd() throws {
        #expect(try decode("") == [:])
        #expect(try decode("&&a=1&&") == ["a": "1"])
        #expect(try decode("a") == ["a": ""])
        #expect(try decode("=b&a=1") == ["a": "1"])
        #expect(try decode("a=b=c") == ["a": "b=c"])
        #expect(try decode("a[b=1") == ["a[b": "1"])
        #expect(try decode("a[b]x=1") == ["a": ["b": "1"]])
        #expect(try decode("[a]=1") == [:])
        #expect(try decode("a]=1") == ["a]": "1"])
        #expect(try decode("v[99999999999999999999]=a&v[]=b") == ["v": ["99999999999999999999": "a", "0": "b"]])
        #expect(try decode("v[9223372036854775807]=a&v[]=b") == ["v": ["9223372036854775807": "a", "0": "b"]])
    }

    @Test("A percent sign without two digits is refused", arguments: ["a=%", "a=%4", "a=%GG", "%=1", "a=%-1", "a=100%25%"])
    func percent(_ form: String) {
        #expect(throws: DecodingProblem(.malformedPercent)) { try decode(form) }
    }

    @Test("What is not UTF-8 is refused, in names and values", arguments: ["a=%FF", "%C3=1", "a=%ED%A0%80", "a=%C0%AF"])
    func encoding(_ form: String) {
        #expect(throws: DecodingProblem(.invalidUTF8)) { try decode(form) }
    }

    @Test("Every limit holds at its edge and refuses beyond it")
    func limits() throws {
        func fields(_ count: Int) -> String { (0..<count).map { "k\($0)=" }.joined(separator: "&") }
        #expect(try decode(fields(FormDecoder.maxFields)).members.count == FormDecoder.maxFields)
        #expect(throws: DecodingProblem(.tooManyFields)) { try decode(fields(FormDecoder.maxFields + 1)) }

        func nested(_ depth: Int) -> String { "a" + String(repeating: "[b]", count: depth - 1) + "=1" }
        _ = try decode(nested(FormDecoder.maxDepth))
        #expect(throws: DecodingProblem(.tooDeep)) { try decode(nested(FormDecoder.maxDepth + 1)) }

        _ = try decode("a=" + String(repeating: "x", count: FormDecoder.maxValueBytes))
        #expect(throws: DecodingProblem(.valueTooLong)) { try decode("a=" + String(repeating: "x", count: FormDecoder.maxValueBytes + 1)) }

        _ = try decode(String(repeating: "x", count: FormDecoder.maxNameBytes) + "=1")
        #expect(throws: DecodingProblem(.nameTooLong)) { try decode(String(repeating: "x", count: FormDecoder.maxNameBytes + 1) + "=1") }

        #expect(throws: DecodingProblem(.tooLarge)) { try FormDecoder.decode(Array(repeating: UInt8(ascii: "a"), count: FormDecoder.maxBytes + 1)) }
    }

    @Test("What the query writer writes, the decoder reads back")
    func roundTrip() throws {
        let value: JSONValue = [
            "filter": [">=ID": "7", "@stageId": ["NEW", "В работе"], "0": ["logic": "OR"]], "select": ["ID", "a&b=c"], "n": "1",
        ]
        #expect(try decode(PHPQuery.encode(value)) == value)
    }

    @Test("The query writer writes flags as digits and leaves out what is empty")
    func query() {
        #expect(PHPQuery.encode(["a": true, "b": false, "c": nil, "d": [], "e": [:], "f": 1.5]) == "a=1&b=0&c=&f=1.5")
    }
}
