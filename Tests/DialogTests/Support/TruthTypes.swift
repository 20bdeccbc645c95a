import Dialog
import Foundation

/// One transcript with what a person found in it.
struct TruthCase: Decodable, Sendable {
    struct Truth: Decodable, Sendable {
        var slots: [String: Expected]
        var wantsPerson: Bool
        var callBack: Bool
        var objections: [String]
        var outcome: String
    }

    var id: String
    var language: String
    var kind: String
    var utterances: [Utterance]
    var callStart: String
    var zone: String
    var truth: Truth
}

/// The right value of a slot: one text or number, or several of which any is right.
struct Expected: Decodable, Sendable {
    var texts: [String]

    init(_ texts: [String]) { self.texts = texts }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            texts = [text]
        } else if let list = try? container.decode([String].self) {
            texts = list
        } else if let number = try? container.decode(Int.self) {
            texts = [String(number)]
        } else {
            texts = try container.decode([Int].self).map(String.init)
        }
    }
}
