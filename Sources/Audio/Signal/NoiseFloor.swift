/// Follows the level of what is always there: the lowest smoothed level of the last seconds (minimum statistics, R. Martin 2001, in its
/// plainest form). Speech dips to the floor several times within that window, so it does not raise it; steady noise and hum do.
struct NoiseFloor: Sendable {
    /// dBFS; below it there is digital silence, which tells nothing about the line's noise.
    static let digitalSilence: Float = -80
    /// dBFS bounds of the answer. Above the upper one, noise is taken for speech rather than speech for noise.
    static let range: ClosedRange<Float> = -75...(-32)

    private static let windows = 6
    private static let smoothing: Float = 0.4
    private let framesPerWindow: Int

    private var smoothed: Float?
    private var minima: [Float] = []
    private var current: Float = 0
    private var counted = 0

    /// - Parameter framesPerWindow: frames in one of the six windows that are remembered.
    init(framesPerWindow: Int) { self.framesPerWindow = max(1, framesPerWindow) }

    /// dBFS.
    private(set) var level: Float = Self.range.lowerBound

    mutating func handle(_ frameLevel: Float) {
        guard frameLevel > Self.digitalSilence else {
            smoothed = nil
            return
        }
        let value = smoothed.map { $0 + Self.smoothing * (frameLevel - $0) } ?? frameLevel
        smoothed = value
        current = counted == 0 ? value : min(current, value)
        counted += 1
        let lowest = min(current, minima.min() ?? current)
        level = min(max(lowest, Self.range.lowerBound), Self.range.upperBound)
        if counted == framesPerWindow {
            minima.append(current)
            if minima.count == Self.windows { minima.removeFirst() }
            counted = 0
        }
    }
}
