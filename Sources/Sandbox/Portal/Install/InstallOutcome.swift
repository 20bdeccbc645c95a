/// What came of opening the application's installation page.
package struct InstallOutcome: Sendable {
    /// Status of the page; nil when nobody answered.
    package let status: Int?
    package let contentType: String?
    package let page: String
    /// The page calls `BX24.installFinish`, itself or in a script of its own host.
    package let callsInstallFinish: Bool
    /// Nothing in the answer's headers keeps the portal from showing it in a frame.
    package let isFrameable: Bool

    /// An answer as it was met.
    package init(status: Int?, contentType: String?, page: String, callsInstallFinish: Bool, isFrameable: Bool) {
        self.status = status
        self.contentType = contentType
        self.page = page
        self.callsInstallFinish = callsInstallFinish
        self.isFrameable = isFrameable
    }

    /// The application counts as installed and gets events from now on.
    package var isInstalled: Bool {
        status == 200 && contentType?.hasPrefix("text/html") == true && callsInstallFinish && isFrameable
    }
}
