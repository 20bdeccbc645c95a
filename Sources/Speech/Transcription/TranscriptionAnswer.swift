import Foundation
import Providers

/// An answer of json, verbose_json or diarized_json; whatever else servers add (`task`, `usage`, `words`) is passed over.
struct TranscriptionAnswer: Sendable {
    /// Most bytes of an answer; two hours of speech are less than a tenth.
    static let maximumBytes = 4_194_304

    let text: String
    let language: String?
    let segments: [RecognisedSegment]

    /// Throws `unreadableAnswer`, or what an error inside a good answer means (whisper.cpp says `{"error":"..."}` with 200).
    init(_ body: [UInt8]) throws(FailureKind) {
        guard let fields = try? JSONDecoder().decode(Fields.self, from: Data(body)) else { throw .unreadableAnswer }
        if fields.hasError { throw ErrorAnswer(status: 400, body: body).kind }
        segments = fields.segments.compactMap(\.recognised)
        guard let text = fields.text ?? (segments.isEmpty ? nil : segments.map(\.text).joined(separator: " ")) else {
            throw .unreadableAnswer
        }
        self.text = text.trimmingCharacters(in: .whitespacesAndNewlines)
        language = (fields.language ?? fields.languages.first).map(LanguageName.code)
    }
}

private struct Fields: Decodable {
    var text: String?
    var language: String?
    var languages: [String]
    var segments: [Segment]
    var hasError: Bool

    enum Key: String, CodingKey { case text, language, languages, segments, error }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        text = try? fields.decode(String.self, forKey: .text)
        language = try? fields.decode(String.self, forKey: .language)
        languages = (try? fields.decode([String].self, forKey: .languages)) ?? []
        segments = (try? fields.decode([Segment].self, forKey: .segments)) ?? []
        hasError = text == nil && fields.contains(.error) && (try? fields.decodeNil(forKey: .error)) != true
    }
}

private struct Segment: Decodable {
    var start: Double?
    var end: Double?
    var text: String?
    var speaker: String?

    enum Key: String, CodingKey { case start, end, text, speaker }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        start = try? fields.decode(Double.self, forKey: .start)
        end = try? fields.decode(Double.self, forKey: .end)
        text = try? fields.decode(String.self, forKey: .text)
        speaker = (try? fields.decode(String.self, forKey: .speaker)) ?? (try? fields.decode(Int.self, forKey: .speaker)).map(String.init)
    }

    /// Nil without times or words.
    var recognised: RecognisedSegment? {
        guard let start, let end, start.isFinite, end >= start,
            let words = text?.trimmingCharacters(in: .whitespacesAndNewlines), !words.isEmpty
        else { return nil }
        return RecognisedSegment(start: start, stop: end, text: words, speaker: speaker)
    }
}
