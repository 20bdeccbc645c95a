package import Providers

/// Turns one piece of audio into text.
package protocol Recogniser: Sendable {
    /// For people and logs: provider and model.
    var name: String { get }
    /// For breakers and metrics.
    var identity: ProviderIdentity { get }
    /// What may be asked of it.
    var capabilities: RecogniserCapabilities { get }
    /// Who is asked where one channel carries several speakers: always tells them apart. Nil where nobody can.
    var diariser: (any Recogniser)? { get }
    /// Answers within `request.deadline` or throws; silence is an empty text.
    func recognise(_ request: RecognitionRequest) async throws(SpeechError) -> Recognition
}

extension Recogniser {
    /// Named after the recogniser, with no model.
    package var identity: ProviderIdentity { ProviderIdentity(service: .recognition, provider: name, model: "") }
    /// The most modest.
    package var capabilities: RecogniserCapabilities { RecogniserCapabilities() }
    /// Itself, if it can.
    package var diariser: (any Recogniser)? { capabilities.givesSpeakers ? self : nil }
}

/// What a recogniser can be asked for.
package struct RecogniserCapabilities: Sendable, Hashable {
    /// Its segments carry times.
    package var givesTimes = false
    /// It can tell speakers apart.
    package var givesSpeakers = false
    /// Largest WAV file it takes, in bytes.
    package var maximumBytes = TranscriptionModel.officialMaximumBytes

    /// Text only.
    package init() {}
}
