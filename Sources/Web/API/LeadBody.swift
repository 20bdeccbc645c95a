import Bitrix24
import CallDesk
import Foundation
import HTTPTypes

/// The JSON body of POST /leads. Fields we do not know are left alone: callers may send what their form has.
enum LeadBody {
    static func request(_ bytes: [UInt8], region: String) throws(Problem) -> LeadRequest {
        guard let body = try? JSONDecoder().decode(JSONValue.self, from: Data(bytes)), case .object(let fields) = body else {
            throw Problem(.badRequest, "the body is no JSON object")
        }
        do {
            return try LeadRequest(
                title: text("title", in: fields), name: text("name", in: fields), phone: text("phone", in: fields), email: text("email", in: fields),
                comment: text("comment", in: fields), region: region)
        } catch let problem as Problem {
            throw problem
        } catch let invalid as LeadRequest.Invalid {
            throw .invalid(invalid.field, invalid.detail)
        } catch {
            throw Problem(.badRequest, "the body cannot be read")
        }
    }

    private static func text(_ name: String, in fields: [String: JSONValue]) throws(Problem) -> String? {
        switch fields[name] {
        case .none, .null: nil
        case .string(let text): text
        default: throw .invalid(name, "\(name) must be a text")
        }
    }
}
