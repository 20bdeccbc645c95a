/// A model the stand-ins answer for, with what the real one can do.
struct SandboxModel: Sendable {
    enum Purpose: Sendable {
        case transcription(TranscriptionAbilities)
        case chat(ChatAbilities)
    }

    struct TranscriptionAbilities: Sendable {
        let formats: Set<String>
        var takesKeywords = false
        var takesPrompt = true
        var givesLogprobs = false
        var givesSpeakers = false
        var streams = true
    }

    struct ChatAbilities: Sendable {
        /// Reasons unless told otherwise; takes neither `max_tokens` nor a temperature while it does, nor tools at any effort but none.
        let reasons: Bool
    }

    let id: String
    /// Day on which the real model is switched off, `YYYY-MM-DD`.
    let shutdownDate: String?
    let purpose: Purpose

    static let all: [SandboxModel] = [
        .init(
            id: "gpt-transcribe", shutdownDate: nil, purpose: .transcription(.init(formats: ["json"], takesKeywords: true))),
        .init(id: "gpt-4o-transcribe", shutdownDate: "2027-02-26", purpose: .transcription(.init(formats: ["json"], givesLogprobs: true))),
        .init(id: "gpt-4o-mini-transcribe", shutdownDate: "2027-02-26", purpose: .transcription(.init(formats: ["json"], givesLogprobs: true))),
        .init(
            id: "gpt-4o-transcribe-diarize", shutdownDate: "2027-02-26",
            purpose: .transcription(.init(formats: ["json", "text", "diarized_json"], takesPrompt: false, givesSpeakers: true))),
        .init(
            id: "whisper-1", shutdownDate: "2027-02-26",
            purpose: .transcription(.init(formats: ["json", "text", "srt", "verbose_json", "vtt"], streams: false))),
        .init(id: "gpt-6-luna", shutdownDate: nil, purpose: .chat(.init(reasons: true))),
        .init(id: "gpt-6-sol", shutdownDate: nil, purpose: .chat(.init(reasons: true))),
        .init(id: "gpt-5.6-luna", shutdownDate: nil, purpose: .chat(.init(reasons: true))),
        .init(id: "gpt-5.6-terra", shutdownDate: nil, purpose: .chat(.init(reasons: true))),
        .init(id: "gpt-4.1-mini", shutdownDate: "2027-01-14", purpose: .chat(.init(reasons: false))),
        .init(id: "gpt-4o-mini", shutdownDate: "2027-01-14", purpose: .chat(.init(reasons: false))),
    ]

    /// What a transcription model can do; nil when the name is none.
    static func transcription(_ id: String) -> TranscriptionAbilities? {
        guard case .transcription(let abilities)? = all.first(where: { $0.id == id })?.purpose else { return nil }
        return abilities
    }

    /// What a chat model can do; nil when the name is none.
    static func chat(_ id: String) -> ChatAbilities? {
        guard case .chat(let abilities)? = all.first(where: { $0.id == id })?.purpose else { return nil }
        return abilities
    }

    /// The answer of GET /v1/models.
    static var list: ServiceJSON {
        let items = all.map { model -> ServiceJSON in
            [
                "id": .string(model.id), "object": "model", "created": 1_735_689_600, "owned_by": "sandbox-stand-in",
                "shutdown_date": model.shutdownDate.map { .string($0) } ?? .null,
            ]
        }
        return ["object": "list", "data": .array(items)]
    }
}
