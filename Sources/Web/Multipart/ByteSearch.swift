/// Finds bytes in bytes.
enum ByteSearch {
    /// Where `needle` begins first in `hay`. The needle begins with a carriage return, which audio holds about once in 256 bytes: looking for that
    /// one byte and comparing on from there is fast enough for a body that is read once.
    static func first(_ needle: [UInt8], in hay: [UInt8]) -> Int? {
        guard let lead = needle.first, hay.count >= needle.count else { return nil }
        return hay.withUnsafeBufferPointer { hay in
            var index = 0
            while index <= hay.count - needle.count {
                guard let found = hay[index...(hay.count - needle.count)].firstIndex(of: lead) else { return nil }
                if hay[found..<found + needle.count].elementsEqual(needle) { return found }
                index = found + 1
            }
            return nil
        }
    }
}
