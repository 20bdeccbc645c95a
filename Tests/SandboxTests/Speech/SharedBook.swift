import Sandbox

/// One phrase book for all suites: the clips are synthesised once per machine and loaded once per run.
enum SharedBook {
    private static let task = Task { try await PhraseBook.open() }

    static var book: PhraseBook {
        get async throws { try await task.value }
    }

    /// A call of a kind with its sound.
    static func rendered(_ kind: CallKind, seed: UInt64, sampleRate: Int = 8_000) async throws -> RenderedCall? {
        try SandboxCalls(book: try await book, sampleRate: sampleRate).rendered(kind, seed: seed)
    }

    /// What the recogniser hears on one channel of a recording.
    static func heard(_ wave: SandboxWave, channel: Int) async throws -> HeardText {
        let book = try await book
        return try HeardText(MatchedFilterRecogniser(book: book).recognise(wave.channel(channel)), catalogue: book.catalogue)
    }
}
