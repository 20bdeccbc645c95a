import Providers

extension TranscriptionModel {
    /// The model used when ASR_MODEL is not set.
    package static let defaultName = "gpt-transcribe"

    /// The model that tells speakers apart, by provider, used for mono recordings when ASR_SPEAKERS_MODEL is not set.
    package static let speakersModels = [ProviderSettings.openAI: "gpt-4o-transcribe-diarize"]

    /// What any compatible server is expected to understand.
    package static let compatible = TranscriptionModel(formats: [.json])

    /// A local whisper behind a compatible server (speaches, faster-whisper, whisper.cpp): times by segment.
    package static let localWhisper: TranscriptionModel = {
        var model = TranscriptionModel(formats: [.json, .verboseJSON])
        model.hints = .prompt
        return model
    }()

    /// POST /v1/audio/transcriptions of the OpenAI specification (CreateTranscriptionRequest), by model.
    package static let known: [String: TranscriptionModel] = [
        "whisper-1": whisper, "gpt-4o-transcribe": prompted, "gpt-4o-mini-transcribe": prompted,
        "gpt-4o-transcribe-diarize": diarizing, "gpt-transcribe": current,
    ]

    /// The record of a model; a dated snapshot (`name-2025-12-15`) is as its name without the date.
    package static func named(_ name: String) -> TranscriptionModel {
        known[name] ?? known[name.replacing(/-20\d\d-\d\d-\d\d$/, with: "")] ?? compatible
    }

    private static let whisper: TranscriptionModel = {
        var model = TranscriptionModel(formats: [.json, .verboseJSON])
        model.takesGranularities = true
        model.hints = .prompt
        return model
    }()

    private static let prompted: TranscriptionModel = {
        var model = TranscriptionModel(formats: [.json])
        model.hints = .prompt
        return model
    }()

    private static let diarizing: TranscriptionModel = {
        var model = TranscriptionModel(formats: [.json, .diarizedJSON])
        model.chunksOver = 30
        model.voicesMax = 4
        return model
    }()

    /// The record of a model that is used because it tells speakers apart; unknown names are taken to be as OpenAI's.
    package static func tellingSpeakers(_ name: String) -> TranscriptionModel {
        let model = named(name)
        return model.formats.contains(.diarizedJSON) ? model : diarizing
    }

    private static let current: TranscriptionModel = {
        var model = TranscriptionModel(formats: [.json])
        model.hints = .keywords
        model.language = .list
        return model
    }()
}
