package import Foundation
import Yams

/// The phrases by which objections are known: `templates/objections/<language>.yaml`, which the customer may edit.
///
/// ```yaml
/// language: ru
/// objections:
///   - kind: expensive
///     phrases: ["!не дорого", "нет таких денег"]
///     unless: ["не очень дорого"]
/// ```
/// The syntax of a phrase is described at the head of each file.
package struct PhraseBase: Sendable {
    /// One kind of objection and the phrases of it.
    struct Entry: Sendable {
        var kind: ObjectionKind
        var phrases: [Pattern]
        /// Where one of these matches in the same clause, it is no objection.
        var unless: [Pattern]
    }

    /// Largest file, in bytes.
    package static let maxBytes = 256 * 1024
    /// Most phrases of one kind.
    package static let maxPhrases = 1_000
    /// Longest phrase, in characters.
    package static let maxPhraseLength = 800

    var entries: [Entry] = []

    /// A base without phrases: it finds no objections.
    package init() {}

    /// Reads one file; `name` is what errors call it. Throws `PhraseBaseError` with the line of the mistake.
    package init(yaml: String, name: String) throws(PhraseBaseError) {
        guard yaml.utf8.count <= Self.maxBytes else {
            throw PhraseBaseError(file: name, line: nil, problem: "is larger than \(Self.maxBytes / 1024) KiB; split it")
        }
        let root: Node
        do {
            guard let node = try Yams.compose(yaml: yaml) else {
                throw PhraseBaseError(file: name, line: 1, problem: "is empty; write `objections:` with a list")
            }
            root = node
        } catch let error as PhraseBaseError {
            throw error
        } catch {
            throw PhraseBaseError(file: name, yaml: error)
        }
        entries = try PhraseBaseReader(file: name).entries(of: root)
    }

    /// Reads the files at these paths and joins them.
    package init(files: [URL]) throws(PhraseBaseError) {
        for file in files {
            let text: String
            do {
                text = try String(contentsOf: file, encoding: .utf8)
            } catch {
                throw PhraseBaseError(
                    file: file.lastPathComponent, line: nil, problem: "cannot be read as UTF-8 text; check that it exists and is readable")
            }
            entries += try PhraseBase(yaml: text, name: file.lastPathComponent).entries
        }
    }

    /// This base with the phrases of another one added, say those of a second language.
    package func joined(with other: PhraseBase) -> PhraseBase {
        var whole = self
        whole.entries += other.entries
        return whole
    }

    /// The kinds that have phrases.
    package var kinds: Set<ObjectionKind> { Set(entries.map(\.kind)) }
}

/// What is wrong with a phrase base, and where.
package struct PhraseBaseError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Name of the file.
    package var file: String
    /// Line of the mistake, from 1; nil when it is not about one line.
    package var line: Int?
    /// What is wrong and what to write instead.
    package var problem: String

    /// "file:line: what is wrong and what to write instead".
    package var description: String {
        line.map { "\(file):\($0): \(problem)" } ?? "\(file): \(problem)"
    }

    init(file: String, line: Int?, problem: String) {
        self.file = file
        self.line = line
        self.problem = problem
    }

    init(file: String, yaml error: any Error) {
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _), .composer(_, let problem, let mark, _):
            self.init(file: file, line: mark.line, problem: "is no valid YAML: \(problem)")
        default:
            self.init(file: file, line: nil, problem: "is no valid YAML; check its encoding (UTF-8) and indentation")
        }
    }
}
