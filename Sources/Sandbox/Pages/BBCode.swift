/// The portal's BB codes as HTML: B, I, U, S, URL, BR, lists as lines. Other tags stay visible as text.
enum BBCode {
    private static let plain: [(code: String, tag: String)] = [("b", "b"), ("i", "i"), ("u", "u"), ("s", "s"), ("p", "p")]

    static func html(_ text: String) -> Markup {
        var html = Markup.escaped(text)
        for (code, tag) in plain {
            html = html.replacing("[\(code)]", with: "<\(tag)>").replacing("[\(code.uppercased())]", with: "<\(tag)>")
            html = html.replacing("[/\(code)]", with: "</\(tag)>").replacing("[/\(code.uppercased())]", with: "</\(tag)>")
        }
        html = html.replacing(/\[url=([^\]\s]+)\](.*?)\[\/url\]/.ignoresCase()) { match in
            isSafe(String(match.1)) ? "<a href=\"\(match.1)\" target=\"_top\">\(match.2)</a>" : String(match.2)
        }
        html = html.replacing(/\[url\]([^\[\s]+)\[\/url\]/.ignoresCase()) { match in
            isSafe(String(match.1)) ? "<a href=\"\(match.1)\" target=\"_top\">\(match.1)</a>" : String(match.1)
        }
        html = html.replacing(/\[\/?(list|list=1|code|quote)\]/.ignoresCase(), with: "").replacing("[*]", with: "• ")
        return Markup(trusted: html.replacing(/\[br\]/.ignoresCase(), with: "<br>").replacing("\r\n", with: "\n").replacing("\n", with: "<br>"))
    }

    /// Addresses a page of the stand-in may lead to.
    static func isSafe(_ address: String) -> Bool {
        address.hasPrefix("https://") || address.hasPrefix("http://") || (address.hasPrefix("/") && !address.hasPrefix("//"))
    }
}
