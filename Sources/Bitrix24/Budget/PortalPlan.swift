/// What a portal's tariff allows (limits.md): how fast requests leave its bucket and how many the bucket holds.
public enum PortalPlan: String, Sendable, Hashable, CaseIterable {
    /// Every tariff of an Enterprise edition: 5 requests a second, 250 at once.
    case enterprise
    /// All other tariffs: 2 requests a second, 50 at once.
    case other

    /// Requests per second that the portal takes for long.
    public var drainPerSecond: Double { self == .enterprise ? 5 : 2 }
    /// Requests at once before the portal refuses.
    public var burst: Double { self == .enterprise ? 250 : 50 }

    /// The plan named by the answer of `app.info` (api-reference/common/system/app-info.md): `LICENSE_FAMILY` is `ent`, or `LICENSE` is a region and `ent`
    /// with a number, as in `de_ent250`.
    /// - Returns: nil when the answer names no plan, as that of a portal on one's own server may.
    public init?(appInfo: JSONValue) {
        if let family = appInfo["LICENSE_FAMILY"].text, !family.isEmpty {
            self = family.lowercased() == Self.enterpriseFamily ? .enterprise : .other
            return
        }
        guard let license = appInfo["LICENSE"].text, !license.isEmpty else { return nil }
        let plan = license.lowercased().split(separator: "_").last ?? ""
        let isEnterprise = plan.hasPrefix(Self.enterpriseFamily) && plan.dropFirst(Self.enterpriseFamily.count).allSatisfy(\.isNumber)
        self = isEnterprise ? .enterprise : .other
    }

    private static let enterpriseFamily = "ent"
}
