/// A unit the recogniser heard.
package struct Found: Sendable {
    package let unit: PhraseUnit
    package let voice: SandboxVoice
    /// Seconds from the beginning of the audio.
    package let start: Double
    package let stop: Double
    /// Normalised correlation of the whole clip with the audio, 0...1.
    package let score: Double

    /// What the find explains: longer and more exact is better.
    var weight: Double { max(0, score - Explanation.worthless) * (stop - start) }
}
