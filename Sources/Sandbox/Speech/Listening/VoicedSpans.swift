import CMatchedFilter

/// Stretches of audio in which something sounds, in seconds.
struct VoicedSpans: Sendable {
    let spans: [ClosedRange<Double>]

    /// Frame of the energy measurement, in samples of 8 kHz.
    static let frame = 80
    /// Power under which a frame is silence whatever else there is (-66 dB of full scale), and share of the loudest frame's power.
    static let quietest: Float = 2.5e-7
    static let share: Float = 1e-3
    /// Pauses up to this long do not end a span, and shorter spans are clicks; seconds.
    static let joined = 0.12
    static let shortest = 0.08

    init(_ samples: [Float]) {
        let powers = SampleArithmetic.framePowers(samples, frame: Self.frame)
        let floor = max(Self.quietest, (powers.max() ?? 0) * Self.share)
        let step = Double(Self.frame) / Double(SpeechClip.rate)
        var found: [ClosedRange<Double>] = []
        for (index, power) in powers.enumerated() where power > floor {
            let start = Double(index) * step
            if let last = found.last, start - last.upperBound <= Self.joined {
                found[found.count - 1] = last.lowerBound...(start + step)
            } else {
                found.append(start...(start + step))
            }
        }
        spans = found.filter { $0.upperBound - $0.lowerBound >= Self.shortest }
    }

    init(spans: [ClosedRange<Double>]) { self.spans = spans }

    /// What remains after these finds are taken out.
    func without(_ finds: [Found]) -> VoicedSpans {
        var rest = spans
        for found in finds {
            rest = rest.flatMap { span -> [ClosedRange<Double>] in
                guard found.start < span.upperBound, found.stop > span.lowerBound else { return [span] }
                var parts: [ClosedRange<Double>] = []
                if found.start > span.lowerBound { parts.append(span.lowerBound...found.start) }
                if found.stop < span.upperBound { parts.append(found.stop...span.upperBound) }
                return parts
            }
        }
        return VoicedSpans(spans: rest.filter { $0.upperBound - $0.lowerBound >= Self.shortest })
    }

    /// Spans nearer to each other than this are one, which keeps the number of searches small.
    func merged(gap: Double) -> VoicedSpans {
        var found: [ClosedRange<Double>] = []
        for span in spans {
            if let last = found.last, span.lowerBound - last.upperBound <= gap {
                found[found.count - 1] = last.lowerBound...max(last.upperBound, span.upperBound)
            } else {
                found.append(span)
            }
        }
        return VoicedSpans(spans: found)
    }

    /// The beginning of it all, up to this many seconds of sound.
    func beginning(seconds: Double) -> VoicedSpans {
        var left = seconds
        var found: [ClosedRange<Double>] = []
        for span in spans where left > 0 {
            let length = min(left, span.upperBound - span.lowerBound)
            found.append(span.lowerBound...(span.lowerBound + length))
            left -= length
        }
        return VoicedSpans(spans: found)
    }
}
