package import Providers

/// No text came of a piece of audio.
package struct SpeechError: ServiceError {
    package static let service = ProviderService.recognition
    package static let cure = "no local recogniser configured: name one in ASR_PROVIDERS and set <NAME>_BASE_URL"

    package let failures: ProviderFailures

    package init(_ failures: ProviderFailures) { self.failures = failures }
}
