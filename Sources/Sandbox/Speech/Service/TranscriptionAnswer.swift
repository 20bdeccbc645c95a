import Foundation

/// What was heard, in the shape asked for.
struct TranscriptionAnswer {
    let heard: HeardText
    let seconds: Double
    let form: TranscriptionForm
    /// Of voices that are known by samples.
    var names: [SandboxVoice: String] = [:]

    var answer: SpeechAnswer {
        if form.streams { return .events(events.map { "data: \($0.compact)\n\n" }) }
        switch form.format {
        case "text": return .text(heard.text + "\n")
        case "srt": return .text(captions(header: "", decimal: ",", numbered: true))
        case "vtt": return .text(captions(header: "WEBVTT\n\n", decimal: ".", numbered: false))
        case "verbose_json": return .json(verbose)
        case "diarized_json": return .json(diarized)
        default: return .json(["text": .string(heard.text), "usage": usage])
        }
    }

    private var usage: ServiceJSON {
        guard form.model != "whisper-1" else { return ["type": "duration", "seconds": .number(seconds.rounded(.up))] }
        let input = Int64(seconds * 10) + 1
        let output = Int64(heard.text.count / 3 + 1)
        return [
            "type": "tokens", "input_tokens": .integer(input), "input_token_details": ["text_tokens": 0, "audio_tokens": .integer(input)],
            "output_tokens": .integer(output), "total_tokens": .integer(input + output),
        ]
    }

    private var events: [ServiceJSON] {
        let words = heard.text.split(separator: " ").enumerated().map { ($0.offset == 0 ? "" : " ") + $0.element }
        return words.map { ["type": "transcript.text.delta", "delta": .string($0)] }
            + [["type": "transcript.text.done", "text": .string(heard.text), "usage": usage]]
    }

    private var verbose: ServiceJSON {
        let segments = heard.segments.enumerated().map { index, segment -> ServiceJSON in
            [
                "id": .integer(Int64(index)), "seek": 0, "start": rounded(segment.start), "end": rounded(segment.stop),
                "text": .string(" " + segment.text), "tokens": [], "temperature": 0, "avg_logprob": -0.1, "compression_ratio": 1,
                "no_speech_prob": 0,
            ]
        }
        var members: [String: ServiceJSON] = [
            "task": "transcribe", "language": "russian", "duration": rounded(seconds), "text": .string(heard.text), "usage": usage,
        ]
        if form.granularities.isEmpty || form.granularities.contains("segment") { members["segments"] = .array(segments) }
        if form.granularities.contains("word") { members["words"] = .array(heard.segments.flatMap(words)) }
        return .object(members)
    }

    /// Words of a segment; inside a unit its time is shared out by letters.
    private func words(of segment: HeardText.Segment) -> [ServiceJSON] {
        segment.finds.flatMap { found -> [ServiceJSON] in
            let words = found.unit.text.split(separator: " ").map { $0.trimmingCharacters(in: .punctuationCharacters) }
            let letters = max(1, words.map(\.count).reduce(0, +))
            var clock = max(0, found.start)
            return words.map { word in
                let start = clock
                clock += (found.stop - found.start) * Double(word.count) / Double(letters)
                return ["word": .string(word), "start": rounded(start), "end": rounded(clock)]
            }
        }
    }

    private var diarized: ServiceJSON {
        var voices: [SandboxVoice] = []
        let segments = heard.segments.enumerated().map { index, segment -> ServiceJSON in
            if names[segment.voice] == nil, !voices.contains(segment.voice) { voices.append(segment.voice) }
            let speaker = voices.firstIndex(of: segment.voice) ?? 0
            return [
                "type": "transcript.text.segment", "id": .string("seg_\(index)"), "start": rounded(segment.start), "end": rounded(segment.stop),
                "text": .string(segment.text), "speaker": .string(names[segment.voice] ?? letter(speaker)),
            ]
        }
        return [
            "task": "transcribe", "duration": rounded(seconds), "text": .string(heard.text), "segments": .array(segments), "usage": usage,
        ]
    }

    /// "A", "B" in the order of appearance.
    private func letter(_ speaker: Int) -> String {
        String(UnicodeScalar(UInt8(ascii: "A") + UInt8(min(speaker, 25))))
    }

    private func captions(header: String, decimal: String, numbered: Bool) -> String {
        header
            + heard.segments.enumerated().map { index, segment in
                let number = numbered ? "\(index + 1)\n" : ""
                return "\(number)\(clock(segment.start, decimal)) --> \(clock(segment.stop, decimal))\n\(segment.text)\n\n"
            }.joined()
    }

    private func clock(_ seconds: Double, _ decimal: String) -> String {
        let all = Int((seconds * 1_000).rounded())
        return [all / 3_600_000, all / 60_000 % 60, all / 1_000 % 60].map { ($0 < 10 ? "0" : "") + String($0) }.joined(separator: ":")
            + decimal + String(String(1_000 + all % 1_000).dropFirst())
    }

    private func rounded(_ seconds: Double) -> ServiceJSON { .number((seconds * 100).rounded() / 100) }
}
