import Sandbox
import Testing

@Suite struct FormAndJSONTests {
    @Test("A JSON object keeps the order of its members through reading and writing")
    func order() throws {
        let text = #"{"zeta":1,"alpha":{"b":true,"a":null},"list":[1.5,"x\n\"y\""]}"#
        #expect(try JSONParser.parse(text).encodedText == text)
    }

    @Test("An empty object is written as an empty list, as PHP writes it")
    func emptyObject() {
        #expect(JSON.object([:]).encodedText == "[]")
    }

    @Test("Escapes and surrogate pairs are read")
    func escapes() throws {
        #expect(try JSONParser.parse(#""\u043f\u0440\ud83d\ude00\/""#) == "пр😀/")
    }

    @Test("What is not JSON is refused", arguments: ["{", "[1,]", #"{"a" 1}"#, "nul", #""\ud83d""#, "1 2", ""])
    func broken(_ text: String) {
        #expect(throws: JSONParser.Problem.self) { try JSONParser.parse(text) }
    }

    @Test("Nesting past the limit is refused")
    func deep() {
        #expect(throws: JSONParser.Problem.self) { try JSONParser.parse(String(repeating: "[", count: 100) + String(repeating: "]", count: 100)) }
    }

    @Test("PHP brackets come out as nested members, with unnamed ones numbered")
    func brackets() {
        let form = FormCoding.decode("event=ONX&data%5BFIELDS%5D%5BID%5D=7&a[]=x&a[]=y&plus=1+2")
        #expect(form["data"]?["FIELDS"]["ID"] == "7")
        #expect(form["a"]?["1"] == "y")
        #expect(form["plus"] == "1 2")
    }

    @Test("An encoded form decodes to the same texts")
    func roundTrip() {
        let form: JSONObject = ["event": "ONX", "data": ["FIELDS": ["NAME": "Анна & Ко = [1]", "ID": "5"]]]
        #expect(FormCoding.decode(FormCoding.encode(form)) == form)
    }
}
