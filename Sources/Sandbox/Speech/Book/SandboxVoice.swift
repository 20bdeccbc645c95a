/// A synthetic voice of a sandbox caller or operator.
package struct SandboxVoice: Sendable, Hashable, Comparable {
    /// Short name, such as `client.female`.
    package let name: String
    package let side: CallSide
    package let gender: VoiceGender
    /// Voice and variant as espeak-ng names them.
    package let engineVoice: String
    /// espeak-ng's pitch, 0...99.
    package let pitch: Int
    /// espeak-ng's speed, words per minute.
    package let speed: Int

    package static func < (left: SandboxVoice, right: SandboxVoice) -> Bool { left.name < right.name }
}

extension SandboxVoice {
    package static let clientFemale = SandboxVoice(
        name: "client.female", side: .client, gender: .female, engineVoice: "ru+f3", pitch: 62, speed: 172)
    package static let clientMale = SandboxVoice(
        name: "client.male", side: .client, gender: .male, engineVoice: "ru+m3", pitch: 38, speed: 180)
    package static let operatorFemale = SandboxVoice(
        name: "operator.female", side: .operator, gender: .female, engineVoice: "ru+f2", pitch: 46, speed: 165)
    package static let operatorMale = SandboxVoice(
        name: "operator.male", side: .operator, gender: .male, engineVoice: "ru+m7", pitch: 54, speed: 188)

    /// The Russian voices.
    package static let russian: [SandboxVoice] = [.clientFemale, .clientMale, .operatorFemale, .operatorMale]
}
