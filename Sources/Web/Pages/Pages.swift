import Foundation
import HTTPTypes
import Hummingbird
import Mustache
import NIOCore
import Yams

/// The pages, from `templates/pages`: customers may edit them without touching code.
struct Pages: Sendable {
    enum Name: String, CaseIterable { case install, app, address, home, refused }

    /// Files beyond this are refused, in bytes.
    private static let fileBytesMax = 256 * 1024

    let configuration: WebConfiguration
    private let templates: MustacheLibrary
    private let texts: [PageLanguage: [String: String]]
    private let style: String
    private let appScript: String
    private let installScript: String

    init(directory: URL, configuration: WebConfiguration) throws(WebError) {
        self.configuration = configuration
        style = try Self.text(of: directory.appending(path: "style.css"))
        appScript = try Self.text(of: directory.appending(path: "app.js"))
        installScript = try Self.text(of: directory.appending(path: "install.js"))
        var library = MustacheLibrary()
        for name in Name.allCases {
            let file = directory.appending(path: "\(name.rawValue).mustache")
            do {
                try library.register(Self.text(of: file), named: name.rawValue)
            } catch let error as WebError {
                throw error
            } catch {
                throw WebError("templates/pages/\(name.rawValue).mustache is no Mustache template: \(error)")
            }
        }
        templates = library
        texts = try Self.texts(in: directory)
    }

    /// - Throws: ``WebError`` naming the file, without the path to it.
    static func text(of file: URL) throws(WebError) -> String {
        guard let data = try? Data(contentsOf: file), data.count <= fileBytesMax, let text = String(data: data, encoding: .utf8) else {
            throw WebError("templates: \(file.lastPathComponent) cannot be read: restore it, or start where the folder templates is")
        }
        return text
    }

    private static func texts(in directory: URL) throws(WebError) -> [PageLanguage: [String: String]] {
        var all: [PageLanguage: [String: String]] = [:]
        for language in PageLanguage.allCases {
            let file = directory.appending(path: "texts.\(language.rawValue).yaml")
            guard let texts = try? YAMLDecoder().decode([String: String].self, from: text(of: file)) else {
                throw WebError("templates/pages/\(file.lastPathComponent) is not a list of texts: restore it")
            }
            all[language] = texts
        }
        let missing = Set((all[.ru] ?? [:]).keys).symmetricDifference((all[.en] ?? [:]).keys).sorted()
        guard missing.isEmpty else {
            throw WebError("templates/pages: these texts stand in only one language: \(missing.joined(separator: ", "))")
        }
        return all
    }

    func texts(_ language: PageLanguage) -> [String: String] { texts[language] ?? [:] }

    func page(
        _ name: Name, language: PageLanguage, status: HTTPResponse.Status = .ok, frames: [String]?, library: String? = nil, values: [String: Any]
    ) throws(Problem) -> Response {
        let nonce = Base64URL.encode(RandomBytes.system(18))
        var values = values
        values["library"] = library
        let text = try html(name, language: language, nonce: nonce, values: values)
        let policy = PagePolicy(nonce: nonce, frameAncestors: frames, libraryHost: library.flatMap(Self.host))
        return Response(
            status: status,
            headers: [
                .contentType: "text/html; charset=utf-8", .cacheControl: "no-store", .contentSecurityPolicy: policy.header, .referrerPolicy: "no-referrer",
                .xContentTypeOptions: "nosniff",
            ], body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }

    /// The page, with what every page has: texts, language, style, script, nonce.
    func html(_ name: Name, language: PageLanguage, nonce: String, values: [String: Any]) throws(Problem) -> String {
        var all = values
        all["t"] = texts(language)
        all["language"] = language.rawValue
        all["nonce"] = nonce
        all["style"] = style
        if name == .app { all["script"] = appScript }
        if name == .install { all["script"] = installScript }
        guard let text = templates.render(all, withTemplate: name.rawValue) else { throw Problem(.internalServerError, "the page cannot be made") }
        return text
    }

    /// Where the portal's library for pages of apps is: at the vendor's by region; at the portal's own host where that is on loopback over plain http, for such a portal
    /// has no vendor's host around it.
    func library(_ language: PageLanguage, clientEndpoint: String) -> String {
        if let library = configuration.bx24Library { return library }
        guard let origin = WebOrigin(clientEndpoint), origin.scheme == "http", LoopbackName.isLoopbackHost(origin.authority) else { return language.library }
        return "\(origin)/api/v1/"
    }

    /// The host for the policy; without a scheme it follows the page's.
    private static func host(_ address: String) -> String? {
        if address.hasPrefix("//") { return WebOrigin("https:\(address)")?.authority }
        return WebOrigin(address)?.description
    }

    /// Who may frame a page of this portal.
    func frames(of clientEndpoint: String, domain: String) -> [String] {
        let own = WebOrigin(clientEndpoint) ?? WebOrigin("https://\(domain)")
        return [own].compactMap { $0?.description } + configuration.portalFrameAncestors.compactMap { WebOrigin($0)?.description }
    }
}
