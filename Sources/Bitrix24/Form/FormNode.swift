/// A form while it is being read: a text, or a map that remembers which number comes next.
struct FormNode {
    /// Largest number that still moves the append position, as a 32-bit PHP has it.
    static let maxAppendIndex = Int(Int32.max)

    private(set) var children: [String: FormNode] = [:]
    private var text: String?
    private var next = 0

    /// Puts a text at the end of a path; what was there before is replaced.
    mutating func set(_ path: ArraySlice<FormPath.Part>, to value: String) {
        guard let part = path.first else {
            self = FormNode()
            text = value
            return
        }
        text = nil
        let key: String
        switch part {
        case .append:
            key = String(next)
        case .name(let name):
            key = name
        }
        if let number = Int(key), String(number) == key, number >= next, number < Self.maxAppendIndex { next = number + 1 }
        children[key, default: FormNode()].set(path.dropFirst(), to: value)
    }

    /// The finished value: a text, a list when the keys are 0, 1, 2... without a gap, else a map.
    var value: JSONValue {
        if let text { return .string(text) }
        var ordered: [JSONValue] = []
        for index in 0..<children.count {
            guard let child = children[String(index)] else { return .object(children.mapValues(\.value)) }
            ordered.append(child.value)
        }
        return .array(ordered)
    }
}
