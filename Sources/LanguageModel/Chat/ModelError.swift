package import Providers

/// No answer came of a question.
package struct ModelError: ServiceError {
    package static let service = ProviderService.chat
    package static let cure = "no language model configured: name one in LLM_PROVIDERS and set <NAME>_BASE_URL"

    package let failures: ProviderFailures

    package init(_ failures: ProviderFailures) { self.failures = failures }
}
