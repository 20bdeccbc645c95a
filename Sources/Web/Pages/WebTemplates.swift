package import Foundation

/// The files of the folder `templates` that the web server needs.
package enum WebTemplates {
    /// Reads them all once.
    /// - Throws: ``WebError`` naming the first that is missing or broken.
    package static func check(in folder: URL) throws(WebError) {
        _ = try Pages(directory: folder.appending(path: "pages", directoryHint: .isDirectory), configuration: WebConfiguration())
        _ = try Pages.text(of: folder.appending(path: "openapi.yaml"))
    }
}
