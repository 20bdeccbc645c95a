package import Foundation

/// A made-up call on disk.
package struct SandboxCallFile: Sendable {
    package let call: RecordedCall
    /// The stereo WAV file; nil for a missed call.
    package let path: String?
}

/// Calls for demos and tests.
package struct SandboxCalls: Sendable {
    package let grammar: CallGrammar
    package let renderer: CallRenderer

    package init(book: PhraseBook, sampleRate: Int = 8_000) {
        grammar = CallGrammar(catalogue: book.catalogue)
        renderer = CallRenderer(book: book, sampleRate: sampleRate)
    }

    /// The rendered call; nil for a missed one.
    package func rendered(_ kind: CallKind, seed: UInt64) throws -> RenderedCall? {
        try renderer.render(grammar.call(kind, seed: seed))
    }

    /// Makes the call and writes `<kind>-<seed>.wav` into the folder.
    package func make(kind: CallKind, seed: UInt64, directory: URL) throws -> SandboxCallFile {
        let call = grammar.call(kind, seed: seed)
        guard let rendered = try renderer.render(call) else { return SandboxCallFile(call: call, path: nil) }
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let file = directory.appending(path: "\(kind.rawValue)-\(seed).wav")
        try Data(rendered.wave.encoded()).write(to: file, options: .atomic)
        return SandboxCallFile(call: rendered.call, path: file.path)
    }
}
