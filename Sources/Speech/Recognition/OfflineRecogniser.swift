import Providers

/// The recogniser of a product without one: there is none on board, and it says so instead of guessing.
package struct OfflineRecogniser: Recogniser {
    /// `offline`, as in ASR_PROVIDERS.
    package let name = "offline"

    /// Needs nothing.
    package init() {}

    /// Always throws ``SpeechError/nobody``.
    package func recognise(_ request: RecognitionRequest) async throws(SpeechError) -> Recognition {
        throw .nobody
    }
}
