/// Where speech that runs on for too long is cut.
struct ForcedCut: Equatable {
    /// Index of the first frame behind the cut.
    let index: Int
    /// It falls into a pause: no word is there.
    let isClean: Bool

    /// Frames (100 ms) over which quiet is looked for.
    private static let window = 5

    /// The middle of the longest pause in the range; without one, the quietest frame of its quietest tenth of a second.
    /// - Parameter overlap: frames behind a cut without a pause that must be there.
    init(_ frames: ArraySlice<SpeechActivity.Frame>, overlap: Int) {
        let pause = Self.longestPause(frames)
        if pause.count >= CutMeasures.pause {
            (index, isClean) = (pause.lowerBound + pause.count / 2, true)
        } else {
            (index, isClean) = (Self.quietest(frames.dropLast(min(overlap, frames.count - 1))), false)
        }
    }

    private static func longestPause(_ frames: ArraySlice<SpeechActivity.Frame>) -> Range<Int> {
        var best = frames.startIndex..<frames.startIndex
        var start = frames.startIndex
        for (index, frame) in zip(frames.indices, frames) {
            if frame.isSpeech { start = index + 1 }
            if index + 1 - start > best.count { best = start..<index + 1 }
        }
        return best
    }

    private static func quietest(_ frames: ArraySlice<SpeechActivity.Frame>) -> Int {
        let length = min(window, frames.count)
        var best = frames.startIndex..<frames.startIndex + length
        var bestLevel = Float.infinity
        for start in frames.startIndex...(frames.endIndex - length) {
            let level = frames[start..<start + length].reduce(0) { $0 + $1.level }
            if level < bestLevel { (best, bestLevel) = (start..<start + length, level) }
        }
        return best.min { frames[$0].level < frames[$1].level } ?? frames.startIndex
    }
}
