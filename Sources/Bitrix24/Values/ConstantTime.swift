/// Comparing texts that an attacker may guess at.
public enum ConstantTime {
    /// Whether two texts have the same bytes. The time taken depends on the length of `b` only, not on where they differ.
    public static func equal(_ a: String, _ b: String) -> Bool {
        let left = Array(a.utf8)
        let right = Array(b.utf8)
        var difference = UInt(bitPattern: left.count ^ right.count)
        for index in right.indices {
            // A text of another length is compared with itself, so that the loop still runs and the lengths alone decide.
            let other = left.count == right.count ? left[index] : right[index]
            difference |= UInt(other ^ right[index])
        }
        return difference == 0
    }
}
