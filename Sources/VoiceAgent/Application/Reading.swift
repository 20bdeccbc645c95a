import CallDesk
import Dialog
import Foundation
import LanguageModel
import Logging
import Providers
import Speech

/// What it takes to hear and understand a recording, without a portal and without storage.
struct Reading: Sendable {
    let recogniser: RecordingRecogniser
    let analyst: CallAnalyst
    private let providers: ProviderClients

    init(_ settings: Settings, logger: Logger) throws {
        providers = ProviderClients()
        let templates = try Templates.directory(settings.templates)
        recogniser = RecordingRecogniser(
            recogniser: try providers.recogniser(settings.recognisers, logger: logger), language: settings.language,
            piecesAtOnce: settings.limits.recognitionsAtOnce, deadline: settings.limits.recognitionDeadline)
        analyst = try Self.analyst(settings, templates: templates, providers: providers, logger: logger)
    }

    func close() async { await providers.shutdown() }

    static func analyst(_ settings: Settings, templates: URL, providers: ProviderClients, logger: Logger) throws -> CallAnalyst {
        CallAnalyst(
            model: try providers.model(settings.models, logger: logger),
            rules: RuleAnalyser(phrases: try PhraseBase(files: languages.map { templates.appending(path: "objections/\($0).yaml") })),
            prompts: Dictionary(uniqueKeysWithValues: try languages.map { ($0, try prompt($0, templates)) }), zone: settings.sections.hours.zone,
            deadline: settings.limits.analysisDeadline, logger: logger)
    }

    private static let languages = ["ru", "en"]

    static func prompt(_ language: String, _ templates: URL) throws -> AnalysisPrompt {
        let name = "prompts/analysis.\(language).txt"
        guard let text = try? String(contentsOf: templates.appending(path: name), encoding: .utf8) else {
            throw SettingsProblem("templates/\(name) cannot be read: restore it")
        }
        return try AnalysisPrompt(template: text)
    }
}
