import Foundation

/// A checked request for a transcription (CreateTranscriptionRequest of the OpenAI API, which allows no other properties).
struct TranscriptionForm: Sendable {
    let model: String
    let abilities: SandboxModel.TranscriptionAbilities
    let format: String
    let file: UploadForm.Part
    let granularities: Set<String>
    let streams: Bool
    let chunks: Bool
    /// Speakers that are known by a sample of their voice.
    let speakers: [(name: String, wave: [UInt8])]

    /// Bytes of the file (25 MiB), and known speakers.
    static let fileBytesMax = 25 * 1_048_576
    static let knownSpeakersMax = 4
    /// Seconds of a known speaker's sample.
    static let sampleSeconds = 2.0...10.0
    static let extensions: Set<String> = ["flac", "mp3", "mp4", "mpeg", "mpga", "m4a", "oga", "ogg", "wav", "webm"]
    private static let single: Set<String> = [
        "file", "model", "language", "prompt", "response_format", "temperature", "stream", "chunking_strategy", "chunking_strategy[type]",
        "chunking_strategy[prefix_padding_ms]", "chunking_strategy[silence_duration_ms]", "chunking_strategy[threshold]",
    ]
    private static let repeated: Set<String> = [
        "languages[]", "keywords[]", "include[]", "timestamp_granularities[]", "known_speaker_names[]", "known_speaker_references[]",
    ]

    init(_ form: UploadForm) throws(ServiceRefusal) {
        let values = try Self.values(form)
        file = try Self.file(form)
        guard let model = values["model"]?.first, !model.isEmpty else { throw .invalid("you must provide a model parameter", parameter: "model") }
        guard let abilities = SandboxModel.transcription(model) else { throw .unknownModel(model) }
        let format = values["response_format"]?.first ?? "json"
        guard abilities.formats.contains(format) else {
            throw .invalid(
                "response_format '\(format)' is not compatible with model '\(model)'. Use 'json' instead.", parameter: "response_format",
                code: "unsupported_value")
        }
        self.model = model
        self.abilities = abilities
        self.format = format
        granularities = Set(values["timestamp_granularities[]"] ?? [])
        streams = values["stream"]?.first == "true" && abilities.streams
        chunks = values["chunking_strategy"]?.first == "auto" || values["chunking_strategy[type]"]?.first == "server_vad"
        try Self.check(values)
        speakers = try Self.speakers(values)
        try Self.check(values, model: model, abilities: abilities, format: format)
    }

    /// Field names and values, refusing names the specification does not have and single fields that come twice.
    private static func values(_ form: UploadForm) throws(ServiceRefusal) -> [String: [String]] {
        var values: [String: [String]] = [:]
        for part in form.parts {
            guard single.contains(part.name) || repeated.contains(part.name) else {
                throw .invalid("Unknown parameter: '\(part.name)'.", parameter: part.name, code: "unknown_parameter")
            }
            if single.contains(part.name), values[part.name] != nil {
                throw .invalid("Duplicate parameter: '\(part.name)'.", parameter: part.name)
            }
            values[part.name, default: []].append(part.name == "file" ? "" : part.text)
        }
        return values
    }

    private static func file(_ form: UploadForm) throws(ServiceRefusal) -> UploadForm.Part {
        guard let file = form.parts.first(where: { $0.name == "file" }) else { throw .invalid("Missing required parameter: 'file'.", parameter: "file") }
        let pieces = (file.fileName ?? "").split(separator: ".")
        guard file.fileName != nil, pieces.count > 1, let end = pieces.last, extensions.contains(end.lowercased()) else {
            throw .invalid("Invalid file format. Supported formats: \(extensions.sorted())", parameter: "file")
        }
        guard file.body.count <= fileBytesMax else { throw .tooLarge }
        guard !file.body.isEmpty else { throw .invalid("Audio file is too short. Minimum audio length is 0.1 seconds.", parameter: "file") }
        return file
    }

    private static func speakers(_ values: [String: [String]]) throws(ServiceRefusal) -> [(name: String, wave: [UInt8])] {
        var speakers: [(name: String, wave: [UInt8])] = []
        for (name, reference) in zip(values["known_speaker_names[]"] ?? [], values["known_speaker_references[]"] ?? []) {
            guard reference.hasPrefix("data:audio/"), let comma = reference.firstIndex(of: ","), reference[..<comma].hasSuffix(";base64"),
                let data = Data(base64Encoded: String(reference[reference.index(after: comma)...])), !name.isEmpty
            else { throw .invalid("Known speaker references must be data URLs of audio.", parameter: "known_speaker_references") }
            speakers.append((name, Array(data)))
        }
        return speakers
    }

    private static func check(_ values: [String: [String]]) throws(ServiceRefusal) {
        for language in (values["language"] ?? []) + (values["languages[]"] ?? []) {
            guard language.count == 2, language.allSatisfy({ $0.isASCII && $0.isLowercase }) else {
                throw .invalid("Invalid language '\(language)'. Language parameter must be specified in ISO-639-1 format.", parameter: "language")
            }
        }
        if let text = values["temperature"]?.first, !(Double(text).map((0...1).contains) ?? false) {
            throw .invalid("Invalid value for 'temperature'. It must be between 0 and 1.", parameter: "temperature")
        }
        if let text = values["stream"]?.first, text != "true", text != "false" {
            throw .invalid("Invalid type for 'stream': expected a boolean.", parameter: "stream")
        }
        if let text = values["chunking_strategy"]?.first, text != "auto" {
            throw .invalid("Invalid value for 'chunking_strategy'.", parameter: "chunking_strategy")
        }
        if let text = values["chunking_strategy[type]"]?.first, text != "server_vad" {
            throw .invalid("Invalid value for 'chunking_strategy[type]'.", parameter: "chunking_strategy")
        }
        let names = values["known_speaker_names[]"]?.count ?? 0
        guard names == values["known_speaker_references[]"]?.count ?? 0, names <= knownSpeakersMax else {
            throw .invalid("Known speakers need one name and one reference each, \(knownSpeakersMax) at most.", parameter: "known_speaker_names")
        }
    }

    private static func check(
        _ values: [String: [String]], model: String, abilities: SandboxModel.TranscriptionAbilities, format: String
    ) throws(ServiceRefusal) {
        func refuse(_ name: String) -> ServiceRefusal {
            .invalid("'\(name)' is not supported with model '\(model)' and this response_format.", parameter: name, code: "unsupported_value")
        }
        if !abilities.takesKeywords, let name = ["languages[]", "keywords[]"].first(where: { values[$0] != nil }) { throw refuse(name) }
        if !abilities.takesPrompt, values["prompt"] != nil { throw refuse("prompt") }
        if !abilities.givesSpeakers, values["known_speaker_names[]"] != nil { throw refuse("known_speaker_names") }
        if let include = values["include[]"], include != ["logprobs"] || !abilities.givesLogprobs { throw refuse("include") }
        if let granularities = values["timestamp_granularities[]"] {
            guard format == "verbose_json", Set(granularities).isSubset(of: ["word", "segment"]) else { throw refuse("timestamp_granularities") }
        }
    }

    /// What only the audio's length can tell.
    func check(seconds: Double) throws(ServiceRefusal) {
        guard seconds >= 0.1 else { throw .invalid("Audio file is too short. Minimum audio length is 0.1 seconds.", parameter: "file") }
        if abilities.givesSpeakers, seconds > 30, !chunks {
            throw .invalid("chunking_strategy is required for diarization models on audio longer than 30 seconds", parameter: "chunking_strategy")
        }
    }
}
