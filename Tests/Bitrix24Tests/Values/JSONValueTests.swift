import Bitrix24
import Testing

@Suite("JSON values")
struct JSONValueTests {
    @Test("Numbers and texts read as text, everything else does not")
    func text() {
        #expect(JSONValue.string("a").text == "a")
        #expect(JSONValue.string("").text == nil)
        #expect(JSONValue.integer(7).text == "7")
        #expect(JSONValue.number(7.0).text == "7")
        #expect(JSONValue.number(0.5).text == "0.5")
        #expect(JSONValue.null.text == nil)
        #expect(JSONValue.bool(true).text == nil)
        #expect(JSONValue.array(["a"]).text == nil)
    }

    @Test("An id reads the same as a number and as a text")
    func int() {
        #expect(JSONValue.integer(651).int == 651)
        #expect(JSONValue.string("651").int == 651)
        #expect(JSONValue.number(651).int == 651)
        #expect(JSONValue.number(0.5).int == nil)
        #expect(JSONValue.string("undefined").int == nil)
        #expect(JSONValue.number(.infinity).int == nil)
    }

    @Test("Y, 1 and true are set; N, 0, empty and absent are not")
    func flag() {
        for value: JSONValue in [true, 1, "1", "Y", "y", "true"] { #expect(value.flag) }
        for value: JSONValue in [false, 0, 2, "0", "N", "", nil, [], [:]] { #expect(!value.flag) }
    }

    @Test("A list written as a map keyed by numbers is a list in the order of the numbers")
    func list() {
        #expect((["0": "a", "1": "b", "10": "d", "2": "c"] as JSONValue).list == ["a", "b", "c", "d"])
        #expect((["a": 1] as JSONValue).list == [])
        #expect(JSONValue.null.list == [])
    }

    @Test("An empty list and null are the empty map")
    func members() {
        #expect((["a": 1] as JSONValue).members == ["a": 1])
        #expect(([] as JSONValue).members.isEmpty)
        #expect(JSONValue.null.members.isEmpty)
    }

    @Test("Absent members and elements are null, however deep")
    func absent() {
        let value: JSONValue = ["a": [["b": "c"]]]
        #expect(value["a"][0]["b"] == "c")
        #expect(value["x"][9]["y"][-1].isNull)
    }

    @Test("Reading JSON keeps whole numbers, fractions, booleans and texts apart")
    func decoding() {
        let read = JSONValue(json: Array(#"{"a":1,"b":1.5,"c":true,"d":"1","e":null,"f":[0,false],"g":9223372036854775807}"#.utf8))
        #expect(
            read == [
                "a": 1, "b": 1.5, "c": true, "d": "1", "e": nil, "f": [0, false], "g": .integer(.max),
            ])
    }

    @Test("What is no JSON is nothing", arguments: ["", "<html>", "{", "{\"a\":}", "\u{0}"])
    func noJSON(_ text: String) {
        #expect(JSONValue(json: text.utf8) == nil)
    }

    @Test("The same value is always the same bytes, keys in order")
    func encoding() {
        let value: JSONValue = ["b": [1, nil], "a": "x/y", "c": .number(.nan)]
        #expect(String(decoding: value.json, as: UTF8.self) == #"{"a":"x/y","b":[1,null],"c":"NAN"}"#)
    }
}
