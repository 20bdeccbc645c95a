/// A chat completion, whole or as a stream of chunks.
struct ChatAnswer {
    let ask: ChatAsk
    let content: String

    /// Characters of one chunk.
    static let chunkSize = 24
    /// Time stamp of all answers; the stand-in has no clock.
    static let created: ServiceJSON = 1_735_689_600
    static let fingerprint: ServiceJSON = "sandbox-stand-in"

    var answer: SpeechAnswer {
        ask.streams ? .events(chunks.map { "data: \($0.compact)\n\n" } + ["data: [DONE]\n\n"]) : .json(whole)
    }

    private var usage: ServiceJSON {
        let prompt = Int64(ask.messages.reduce(0) { $0 + $1.text.count } / 4 + 1)
        let completion = Int64(content.count / 4 + 1)
        return [
            "prompt_tokens": .integer(prompt), "completion_tokens": .integer(completion), "total_tokens": .integer(prompt + completion),
            "prompt_tokens_details": ["cached_tokens": 0, "audio_tokens": 0],
            "completion_tokens_details": [
                "reasoning_tokens": 0, "audio_tokens": 0, "accepted_prediction_tokens": 0, "rejected_prediction_tokens": 0,
            ],
        ]
    }

    private var whole: ServiceJSON {
        [
            "id": "chatcmpl-sandbox", "object": "chat.completion", "created": Self.created, "model": .string(ask.model),
            "system_fingerprint": Self.fingerprint, "service_tier": "default", "usage": usage,
            "choices": [
                [
                    "index": 0, "finish_reason": "stop", "logprobs": .null,
                    "message": ["role": "assistant", "content": .string(content), "refusal": .null, "annotations": []],
                ]
            ],
        ]
    }

    private var chunks: [ServiceJSON] {
        var pieces: [String] = []
        var rest = content[...]
        while !rest.isEmpty {
            pieces.append(String(rest.prefix(Self.chunkSize)))
            rest = rest.dropFirst(Self.chunkSize)
        }
        let usageLater: ServiceJSON? = ask.wantsUsage ? .null : nil
        let first = chunk(["role": "assistant", "content": "", "refusal": .null], finish: .null, usage: usageLater)
        let middle = pieces.map { chunk(["content": .string($0)], finish: .null, usage: usageLater) }
        let last = chunk([:], finish: "stop", usage: usageLater)
        return [first] + middle + [last] + (ask.wantsUsage ? [chunk(nil, finish: .null, usage: usage)] : [])
    }

    private func chunk(_ delta: ServiceJSON?, finish: ServiceJSON, usage: ServiceJSON?) -> ServiceJSON {
        var members: [String: ServiceJSON] = [
            "id": "chatcmpl-sandbox", "object": "chat.completion.chunk", "created": Self.created, "model": .string(ask.model),
            "system_fingerprint": Self.fingerprint, "service_tier": "default",
            "choices": delta.map { [["index": 0, "delta": $0, "logprobs": .null, "finish_reason": finish]] } ?? [],
        ]
        members["usage"] = usage
        return .object(members)
    }
}
