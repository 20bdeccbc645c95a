import Yams

/// Decodes the nodes of a phrase base, and says on which line it is wrong.
struct PhraseBaseReader {
    let file: String

    func entries(of root: Node) throws(PhraseBaseError) -> [PhraseBase.Entry] {
        let keys = try members(of: root, allowed: ["language", "objections"])
        guard let list = keys["objections"] else { throw error(root, "has no `objections:`; write a list of kinds with their phrases") }
        guard let items = list.sequence else { throw error(list, "`objections` must be a list; begin each kind with `- kind:`") }
        var found: [PhraseBase.Entry] = []
        for item in items { found.append(try entry(of: item)) }
        return found
    }

    private func entry(of node: Node) throws(PhraseBaseError) -> PhraseBase.Entry {
        let keys = try members(of: node, allowed: ["kind", "title", "phrases", "unless"])
        guard let kindNode = keys["kind"], let name = kindNode.scalar?.string else {
            throw error(node, "an objection needs `kind:`, one of \(kinds)")
        }
        guard let kind = ObjectionKind(rawValue: name) else { throw error(kindNode, "unknown kind `\(name)`; use one of \(kinds)") }
        guard let phrases = keys["phrases"] else { throw error(node, "`\(name)` needs `phrases:` with a list") }
        return PhraseBase.Entry(
            kind: kind, phrases: try patterns(of: phrases),
            unless: try keys["unless"].map { node throws(PhraseBaseError) in try patterns(of: node) } ?? [])
    }

    private func patterns(of node: Node) throws(PhraseBaseError) -> [Pattern] {
        guard let items = node.sequence else { throw error(node, "write the phrases as a list, one `- \"...\"` per line") }
        guard items.count <= PhraseBase.maxPhrases else { throw error(node, "has more than \(PhraseBase.maxPhrases) phrases; remove some") }
        var found: [Pattern] = []
        for item in items {
            guard let text = item.scalar?.string, text.count <= PhraseBase.maxPhraseLength else {
                throw error(item, "a phrase is a text of at most \(PhraseBase.maxPhraseLength) characters; put it in quotes")
            }
            let pattern = Pattern(text)
            guard !pattern.isEmpty else { throw error(item, "a phrase needs at least one word that is not optional") }
            found.append(pattern)
        }
        return found
    }

    private func members(of node: Node, allowed: Set<String>) throws(PhraseBaseError) -> [String: Node] {
        guard let mapping = node.mapping else { throw error(node, "expected keys here: \(allowed.sorted().joined(separator: ", "))") }
        var found: [String: Node] = [:]
        for (key, value) in mapping {
            guard let name = key.scalar?.string, allowed.contains(name) else {
                throw error(key, "unknown key `\(key.scalar?.string ?? "?")`; allowed here: \(allowed.sorted().joined(separator: ", "))")
            }
            found[name] = value
        }
        return found
    }

    private var kinds: String { ObjectionKind.allCases.map(\.rawValue).joined(separator: ", ") }

    private func error(_ node: Node, _ problem: String) -> PhraseBaseError {
        PhraseBaseError(file: file, line: node.mark?.line, problem: problem)
    }
}
