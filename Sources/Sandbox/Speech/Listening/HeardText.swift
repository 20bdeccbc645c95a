/// Finds as a transcript: stretches of one voice without a long pause.
package struct HeardText: Sendable {
    package struct Segment: Sendable {
        package let voice: SandboxVoice
        package let start: Double
        package let stop: Double
        package let text: String
        package let finds: [Found]
    }

    package let segments: [Segment]

    /// A pause that ends a segment, in seconds. Callers pause less within a line.
    static let pause = 0.6

    /// The whole text.
    package var text: String { segments.map(\.text).joined(separator: " ") }

    package init(_ finds: [Found], catalogue: PhraseCatalogue) {
        var groups: [[Found]] = []
        for found in finds {
            if let last = groups.last?.last, last.voice == found.voice, found.start - last.stop < Self.pause {
                groups[groups.count - 1].append(found)
            } else {
                groups.append([found])
            }
        }
        segments = groups.compactMap { group in
            guard let first = group.first, let last = group.last else { return nil }
            return Segment(voice: first.voice, start: max(0, first.start), stop: last.stop, text: catalogue.text(of: group.map(\.unit)), finds: group)
        }
    }
}
