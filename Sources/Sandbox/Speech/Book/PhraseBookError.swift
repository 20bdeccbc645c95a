/// Why the phrase book could not be made.
package struct PhraseBookError: Error, Hashable, CustomStringConvertible {
    package enum Code: String, Sendable {
        case noSynthesiser
        case synthesisFailed
        case unreadableClip
        case cacheNotWritable
        case unknownUnit
    }

    package let code: Code
    /// The unit in question, if it is one unit's problem.
    package var unit: PhraseID?

    package var description: String {
        switch code {
        case .noSynthesiser: "The sandbox's voices need espeak-ng. Install it: apt-get install espeak-ng"
        case .synthesisFailed: "espeak-ng refused to speak. Check that its Russian voice is installed: espeak-ng --voices=ru"
        case .unreadableClip: "espeak-ng gave no readable sound for \(unit?.value ?? "a unit"). Reinstall espeak-ng-data."
        case .cacheNotWritable: "The folder for synthesised clips cannot be written. Give the sandbox a folder of its own."
        case .unknownUnit: "The phrase book has no \(unit?.value ?? "such unit") in this voice. Use a unit of the catalogue."
        }
    }
}
