/// SplitMix64 (Steele, Lea, Flood 2014): the same seed gives the same call on every machine.
package struct CallRandom: RandomNumberGenerator, Sendable {
    private var state: UInt64

    package init(seed: UInt64) { state = seed }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number in 0..<count.
    package mutating func index(_ count: Int) -> Int { count > 0 ? Int(next() % UInt64(count)) : 0 }

    /// True this often, 0...1.
    package mutating func chance(_ probability: Double) -> Bool { unit() < probability }

    /// A number in 0..<1.
    package mutating func unit() -> Double { Double(next() >> 11) / Double(1 << 53) }

    /// A number between two bounds.
    package mutating func between(_ low: Double, _ high: Double) -> Double { low + (high - low) * unit() }

    /// One of a row, nil when it is empty.
    package mutating func pick<Element>(_ row: [Element]) -> Element? { row.isEmpty ? nil : row[index(row.count)] }
}
