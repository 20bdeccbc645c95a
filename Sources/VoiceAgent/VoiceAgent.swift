@main
struct VoiceAgent {
    static func main() { print("voice-agent") }
}
