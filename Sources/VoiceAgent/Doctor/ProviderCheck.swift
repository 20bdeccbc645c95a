import AsyncHTTPClient
import Foundation
import LanguageModel
import NIOCore
import NIOHTTP1
import Providers
import Speech

/// Whether the providers answer: one look at each one's list of models, which costs nothing.
struct ProviderCheck {
    let settings: Settings

    private static let answerBytesMax = 4 << 20
    private static let answerSeconds: Int64 = 10

    func lines() async -> [DoctorLine] {
        let recognisers = settings.recognisers.map(\.provider)
        let models = settings.models.map(\.provider)
        let telling = settings.recognisers.compactMap(\.speakersProvider).filter { !$0.lacksKey }
        let speakers = telling.isEmpty ? [] : await lines("Speakers in mono recordings", telling)
        return await lines("Speech recogniser", recognisers) + speakers + lines("Language model", models)
    }

    private func lines(_ subject: String, _ providers: [ProviderSettings]) async -> [DoctorLine] {
        // A list that cannot be used was named among the settings.
        guard !providers.isEmpty else { return [] }
        let usable = providers.filter { !$0.isOffline && !$0.lacksKey }
        var found = providers.filter(\.lacksKey).map {
            DoctorLine(verdict: .warn, subject: subject, detail: "\($0.name): no key is set (OPENAI_API_KEY), so it is left out")
        }
        if usable.isEmpty {
            let what = subject == "Language model" ? "none: calls are analysed by rules" : OfflineText.noRecogniser
            found.append(DoctorLine(verdict: subject == "Language model" ? .warn : .bad, subject: subject, detail: what))
        }
        let clients = ProviderClients(connectTimeout: .seconds(5))
        for provider in usable { found.append(await line(subject, provider, clients)) }
        await clients.shutdown()
        return found
    }

    private func line(_ subject: String, _ provider: ProviderSettings, _ clients: ProviderClients) async -> DoctorLine {
        do {
            var request = HTTPClientRequest(url: provider.baseURL + "/models")
            if let key = provider.apiKey { request.headers.add(name: "Authorization", value: "Bearer \(key)") }
            let answer = try await clients.http(for: provider).execute(request, timeout: .seconds(Self.answerSeconds))
            let body = try await answer.body.collect(upTo: Self.answerBytesMax)
            return verdict(subject, provider, status: Int(answer.status.code), body: Data(body.readableBytesView))
        } catch {
            let prefix = ProviderIdentity.settingPrefix(of: provider.name)
            let cure = [provider.proxy.map { _ in "\(prefix)_PROXY" }, provider.caFile.map { _ in "\(prefix)_CA_FILE" }].compactMap(\.self)
            let settings = (["\(prefix)_BASE_URL"] + cure).joined(separator: ", ")
            return DoctorLine(verdict: .bad, subject: subject, detail: "\(provider.name) cannot be reached: check \(settings) and the network")
        }
    }

    private func verdict(_ subject: String, _ provider: ProviderSettings, status: Int, body: Data) -> DoctorLine {
        struct List: Decodable {
            struct Model: Decodable {
                let id: String
                let shutdown_date: String?
            }
            let data: [Model]
        }
        guard status == 200 else {
            let cure = status == 401 ? "the key is refused" : status == 403 ? "it refuses this country or key: set \(ProviderIdentity.settingPrefix(of: provider.name))_PROXY" : "it answered \(status)"
            return DoctorLine(verdict: .bad, subject: subject, detail: "\(provider.name): \(cure)")
        }
        let listed = (try? JSONDecoder().decode(List.self, from: body))?.data.first { $0.id == provider.model }
        guard let listed else {
            return DoctorLine(
                verdict: .warn, subject: subject,
                detail: "\(provider.name) answers, but does not list the model \(provider.model): check \(subject == "Language model" ? "LLM_MODEL" : "ASR_MODEL")")
        }
        if let date = listed.shutdown_date {
            return DoctorLine(verdict: .warn, subject: subject, detail: "\(provider.name): \(provider.model) is switched off on \(date); choose its successor")
        }
        return DoctorLine(verdict: .ok, subject: subject, detail: "\(provider.name) answers and has \(provider.model)")
    }
}

/// The words for a missing recogniser, as the recogniser itself says them.
enum OfflineText {
    static let noRecogniser = SpeechError.nobody.description
}
