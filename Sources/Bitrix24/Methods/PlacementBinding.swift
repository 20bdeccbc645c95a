/// A place in the portal's interface that opens one of the app's pages (api-reference/widgets/placement-bind.md).
public struct PlacementBinding: Sendable, Hashable {
    /// Code of the place, e.g. `CRM_LEAD_DETAIL_TAB`.
    public var placement: String
    /// Address that the portal opens, https and reachable from outside.
    public var handler: String
    /// What is written on the tab or menu item.
    public var title: String
    /// Group of menu items.
    public var groupName: String?
    /// `TITLE`, `DESCRIPTION` and `GROUP_NAME` by language, e.g. `["ru": ["TITLE": "..."]]`.
    public var languages: JSONValue
    /// Settings of the place itself, by place.
    public var options: JSONValue

    /// Makes one.
    public init(
        placement: String, handler: String, title: String, groupName: String? = nil, languages: JSONValue = .null,
        options: JSONValue = .null
    ) {
        self.placement = placement
        self.handler = handler
        self.title = title
        self.groupName = groupName
        self.languages = languages
        self.options = options
    }

    /// The binding as the method wants it.
    var parameters: JSONValue {
        var parameters: [String: JSONValue] = [
            "PLACEMENT": .string(placement), "HANDLER": .string(handler), "TITLE": .string(title),
        ]
        if let groupName { parameters["GROUP_NAME"] = .string(groupName) }
        if let languages = languages.nonEmpty { parameters["LANG_ALL"] = languages }
        if let options = options.nonEmpty { parameters["OPTIONS"] = options }
        return .object(parameters)
    }
}
