import Bitrix24
import Foundation
import Testing

/// One row of the table of events that the official pages show: name, fields and what comes with it. Facts only.
struct EventRow: Decodable, Sendable, CustomTestStringConvertible {
    let name: String
    let page: String
    let fields: [String]
    let dataShape: String
    let hasToken: Bool
    let hasMember: Bool
    let hasTS: Bool
    let hasAccess: Bool
    let hasHandlerID: Bool

    var testDescription: String { "\(name) (\(page))" }

    static let all: [EventRow] = {
        guard let url = Bundle.module.url(forResource: "events", withExtension: "json", subdirectory: "Events"),
            let data = try? Data(contentsOf: url), let rows = try? JSONDecoder().decode([EventRow].self, from: data)
        else { return [] }
        return rows
    }()

    /// The request that such an event makes, with made-up values.
    var form: String {
        var pairs = ["event=\(name)"]
        if hasHandlerID { pairs.append("event_handler_id=7") }
        switch dataShape {
        case "int": pairs.append("data=7")
        case "list" where fields.isEmpty, "null": break
        default:
            for (index, field) in fields.enumerated() {
                let steps = field.split(separator: ".").map { "%5B\($0)%5D" }.joined()
                pairs.append("data\(steps)=value-\(index)")
            }
        }
        if hasTS { pairs.append("ts=1800000000") }
        if hasToken { pairs.append("auth%5Bapplication_token%5D=token") }
        if hasMember { pairs.append("auth%5Bmember_id%5D=member") }
        if hasAccess { pairs.append("auth%5Baccess_token%5D=access&auth%5Bscope%5D=crm%2Cim&auth%5Buser_id%5D=1") }
        return pairs.joined(separator: "&")
    }
}
