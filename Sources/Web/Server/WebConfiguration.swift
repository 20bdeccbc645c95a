package import Foundation

/// What the web server is told by the settings.
package struct WebConfiguration: Sendable {
    /// HTTP_HOST: the address of the one main listener.
    package var host: String
    /// HTTP_PORT; 0 takes any free one.
    package var port: Int
    /// HTTP_PUBLIC_URL without a trailing slash: what the portal and its users call.
    package var publicURL: String
    /// HTTP_EXTRA_PORTS.
    package var extraPorts: [ExtraPort]
    /// API_TOKEN; `nil` or empty: the integration API is served to this machine only.
    package var apiToken: String?
    /// STORAGE_PATH: uploads pass through a folder in it.
    package var storageDirectory: URL
    /// The folder `templates`.
    package var templates: URL
    /// Origins that may frame our pages besides the portal's own, e.g. of a stand-in portal.
    package var portalFrameAncestors: [String] = []
    /// Address of the BX24 library; `nil`: Bitrix24's own, by language.
    package var bx24Library: String?
    /// What requests may cost: sizes, times and counts.
    package var limits = WebLimits()

    /// The defaults of the settings, but for what is given.
    package init(
        host: String = "127.0.0.1", port: Int = 8080, publicURL: String = "http://127.0.0.1:8080", extraPorts: [ExtraPort] = [], apiToken: String? = nil,
        storageDirectory: URL = URL(fileURLWithPath: "data", isDirectory: true), templates: URL = URL(fileURLWithPath: "templates", isDirectory: true)
    ) {
        self.host = host
        self.port = port
        self.publicURL = publicURL
        self.extraPorts = extraPorts
        self.apiToken = apiToken
        self.storageDirectory = storageDirectory
        self.templates = templates
    }
}

/// Every bound of the web server, each with its unit.
package struct WebLimits: Sendable {
    /// One form that the portal posts to open a page, in bytes.
    package var pageFormBytesMax = 64 * 1024
    /// One JSON body of the integration API, in bytes.
    package var jsonBytesMax = 64 * 1024
    /// One multipart body with a recording, in bytes.
    package var uploadBytesMax = 200 * 1024 * 1024
    /// Uploads being recognised at once; more are asked to come again.
    package var uploadsAtOnceMax = 4
    /// One form field beside the file, in bytes.
    package var uploadFieldBytesMax = 1024
    /// Open connections of one listener; more wait in the system's backlog.
    package var connectionsMax = 1000
    /// A connection that says nothing between two requests is closed after this many seconds.
    package var idleSeconds: Int64 = 75
    /// From the first byte of a request (of a new connection: from its start) to the end of its head.
    package var headTime: Duration = .seconds(10)
    /// For a whole body; an upload gets it again as long as enough of it comes.
    package var bodyTime: Duration = .seconds(15)
    /// What must come of an upload within one ``bodyTime``, in bytes: 4 kB a second.
    package var uploadBytesMin = 60 * 1024
    /// A sender whose body was refused gets this many seconds to read why.
    package var lingerSeconds: Int64 = 2
    /// All header fields of one request, in bytes.
    package var headerBytesMax = 32 * 1024
    /// Header fields of one request.
    package var headerFieldsMax = 100
    /// What a client is told to wait when we cannot serve it now, in seconds.
    package var retryAfterSeconds = 5

    /// The defaults.
    package init() {}
}
