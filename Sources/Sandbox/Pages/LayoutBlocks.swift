/// Content blocks of an application, drawn as the portal draws them inside a card.
struct LayoutBlocks {
    /// Characters of a long text shown before it is unfolded.
    private static let previewLength = 220

    let frame: PageFrame
    let activity: Int

    func markup(_ blocks: JSON) -> [Markup] {
        (blocks.members ?? [:]).map { "<div class=\"block\">\(block($0.value))</div>" }
    }

    private func block(_ block: JSON) -> Markup {
        let properties = block["properties"]
        switch block["type"].text {
        case "text": return text(properties)
        case "largeText": return large(translated(properties["value"]))
        case "link": return link(properties)
        case "withTitle":
            let kind = properties["inline"].flag ? "inline" : "titled"
            return "<div class=\"\(kind)\"><span>\(translated(properties["title"]))</span><span>\(self.block(properties["block"]))</span></div>"
        case "lineOfBlocks":
            let parts = (properties["blocks"].list ?? []).map { "<span>\(self.block($0))</span>" as Markup }
            return "<div class=\"row\">\(parts)</div>"
        default: return ""
        }
    }

    private func text(_ properties: JSON) -> Markup {
        let classes = [properties["bold"].flag ? "bold" : nil, properties["size"].text, properties["color"].text].compactMap { $0 }
        let value = translated(properties["value"])
        return "<span class=\"\(classes.joined(separator: " "))\">\(properties["multiline"].flag ? lines(value) : "\(value)")</span>"
    }

    private func large(_ value: String) -> Markup {
        guard value.count > Self.previewLength else { return lines(value) }
        let more = frame.text("Показать полностью", "Show more")
        let less = frame.text("Свернуть", "Show less")
        return """
            <details><summary data-more="\(more)" data-less="\(less)"><span>\(String(value.prefix(Self.previewLength)))…</span></summary>\(lines(value))</details>
            """
    }

    private func lines(_ value: String) -> Markup {
        Markup(trusted: Markup.escaped(value).replacing("\n", with: "<br>"))
    }

    private func link(_ properties: JSON) -> Markup {
        let name = translated(properties["text"])
        let action = properties["action"]
        let weight = properties["bold"].flag ? "bold" : ""
        if action["type"].text == "redirect", let uri = action["uri"].text, BBCode.isSafe(uri) {
            return "<a class=\"\(weight)\" href=\"\(uri)\" target=\"\(uri.hasPrefix("/") ? "_self" : "_blank")\" rel=\"noreferrer\">\(name)</a>"
        }
        guard action["type"].text == "restEvent" else { return "<span class=\"\(weight)\">\(name)</span>" }
        return """
            <form method="post" action="/sandbox/action/\(activity)" style="display:inline"><input type="hidden" name="action" value="\(action.encodedText)">\
            <button class="link \(weight)">\(name)</button></form>
            """
    }

    private func translated(_ value: JSON) -> String {
        value.text ?? value[frame.state.configuration.language].text ?? value.members?.first { _ in true }?.value.text ?? ""
    }
}
