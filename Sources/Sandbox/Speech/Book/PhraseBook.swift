package import Foundation

/// All clips of a catalogue: what sandbox callers speak with, and what the sandbox's recogniser knows.
package struct PhraseBook: Sendable {
    package let catalogue: PhraseCatalogue
    /// Clips by voice, in catalogue order.
    package let clips: [SandboxVoice: [SpeechClip]]
    private let byKey: [Key: SpeechClip]

    private struct Key: Hashable {
        let unit: PhraseID
        let voice: SandboxVoice
    }

    /// Syntheses at a time.
    static let parallelism = 2

    /// Folder of clips for demos and tests, shared by all processes of this machine's user.
    package static var defaultDirectory: URL {
        FileManager.default.temporaryDirectory.appending(path: "voice-agent-sandbox-clips")
    }

    /// Loads every clip of the catalogue, synthesising those the folder does not hold yet.
    @concurrent
    package static func open(catalogue: PhraseCatalogue = .russian, directory: URL = defaultDirectory) async throws(PhraseBookError) -> PhraseBook {
        let cache = try ClipCache(directory: directory)
        let synthesiser = try await ClipSynthesiser.installed()
        let wanted = catalogue.voices.flatMap { voice in
            catalogue.units.filter { $0.isSpoken(by: voice) }.map { (unit: $0, voice: voice) }
        }
        let outcome = await withTaskGroup(of: Result<[SpeechClip], PhraseBookError>.self, returning: Result<[SpeechClip], PhraseBookError>.self) { group in
            for lane in 0..<parallelism {
                let share = wanted.enumerated().filter { $0.offset % parallelism == lane }.map(\.element)
                group.addTask { await load(share, cache, synthesiser) }
            }
            var all: [SpeechClip] = []
            for await result in group {
                switch result {
                case .success(let clips): all += clips
                case .failure(let error): return .failure(error)
                }
            }
            return .success(all)
        }
        return PhraseBook(catalogue: catalogue, clips: try outcome.get())
    }

    private static func load(
        _ share: [(unit: PhraseUnit, voice: SandboxVoice)], _ cache: ClipCache, _ synthesiser: ClipSynthesiser
    ) async -> Result<[SpeechClip], PhraseBookError> {
        do throws(PhraseBookError) {
            var clips: [SpeechClip] = []
            for (unit, voice) in share {
                clips.append(try await clip(unit, voice, cache, synthesiser))
            }
            return .success(clips)
        } catch {
            return .failure(error)
        }
    }

    private static func clip(
        _ unit: PhraseUnit, _ voice: SandboxVoice, _ cache: ClipCache, _ synthesiser: ClipSynthesiser
    ) async throws(PhraseBookError) -> SpeechClip {
        let file = cache.file(unit: unit, voice: voice, version: synthesiser.version)
        if cache.read(file) == nil { try cache.write(try await synthesiser.samples(of: unit, voice: voice), to: file) }
        guard let samples = cache.read(file) else { throw PhraseBookError(code: .cacheNotWritable) }
        do {
            return try SpeechClip(unit: unit, voice: voice, samples: samples)
        } catch {
            throw PhraseBookError(code: .unreadableClip, unit: unit.id)
        }
    }

    private init(catalogue: PhraseCatalogue, clips: [SpeechClip]) {
        self.catalogue = catalogue
        byKey = Dictionary(clips.map { (Key(unit: $0.unit.id, voice: $0.voice), $0) }, uniquingKeysWith: { first, _ in first })
        // Patterns of one length side by side: the running norms are then made anew only when the length changes.
        self.clips = Dictionary(grouping: clips, by: \.voice)
            .mapValues { $0.sorted { ($0.pattern.length, $0.unit.id) < ($1.pattern.length, $1.unit.id) } }
    }

    /// The clip of a unit in a voice.
    package func clip(_ unit: PhraseID, voice: SandboxVoice) throws(PhraseBookError) -> SpeechClip {
        guard let clip = byKey[Key(unit: unit, voice: voice)] else { throw PhraseBookError(code: .unknownUnit, unit: unit) }
        return clip
    }
}
