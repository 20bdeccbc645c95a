import Crypto
import Dialog
import Foundation

/// A lead as the integration API takes it.
package struct LeadRequest: Sendable, Equatable {
    package let title: String
    package let name: String?
    /// E.164.
    package let phone: String
    /// Digits to dial once the phone has answered.
    package let phoneExtension: String?
    package let email: String?
    package let comment: String?

    /// A field that cannot be taken, by its name.
    package struct Invalid: Error, Sendable, Equatable {
        package let field: String
        package let detail: String
    }

    /// Longest texts taken, in characters.
    private static let titleMax = 255
    private static let commentMax = 10_000

    /// - Parameter region: whose numbering plan a phone without a country code follows, ISO 3166 alpha-2.
    package init(
        title: String?, name: String?, phone: String?, email: String?, comment: String?, region: String = PhoneNumber.defaultRegion
    ) throws(Invalid) {
        for (field, value) in [("title", title), ("name", name), ("phone", phone), ("email", email), ("comment", comment)] {
            try Self.checkCharacters(value ?? "", field)
        }
        guard let phone, !phone.trimmed.isEmpty else { throw Invalid(field: "phone", detail: "phone is required, for example +79991234567") }
        guard let normal = PhoneNumber.normalise(phone, region: region) else {
            throw Invalid(field: "phone", detail: "phone is not a telephone number: write it like +79991234567")
        }
        phoneExtension = PhoneNumber.extensionDigits(of: phone)
        guard phoneExtension != "" else {
            throw Invalid(field: "phone", detail: "phone has an extension that is no number: write it like +79991234567 ext 12")
        }
        for (field, value, max) in [("title", title, Self.titleMax), ("name", name, Self.titleMax), ("email", email, Self.titleMax), ("comment", comment, Self.commentMax)] {
            guard (value?.count ?? 0) <= max else { throw Invalid(field: field, detail: "\(field) is longer than \(max) characters") }
        }
        if let email, !email.isEmpty, !email.contains("@") { throw Invalid(field: "email", detail: "email is not an address") }
        self.phone = normal
        let given = name?.trimmed
        self.name = given.flatMap { $0.isEmpty ? nil : $0 }
        let headline = title?.trimmed ?? ""
        self.title = headline.isEmpty ? [self.name, normal].compactMap { $0 }.joined(separator: " ") : headline
        self.email = email.flatMap { $0.isEmpty ? nil : $0 }
        self.comment = comment.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Control characters (Unicode Cc) have no place in a card, and some databases and portals cut a text at them. A comment may have lines and tabs, and any
    /// field a line's end behind it.
    private static func checkCharacters(_ text: String, _ field: String) throws(Invalid) {
        let layout: Set<Unicode.Scalar> = field == "comment" ? ["\n", "\r", "\t"] : []
        let isBad = (field == "comment" ? text : text.trimmed).unicodeScalars.contains { $0.properties.generalCategory == .control && !layout.contains($0) }
        guard !isBad else { throw Invalid(field: field, detail: "\(field) has a control character in it: send plain text") }
    }

    /// The same request in other words of JSON has the same hash.
    var hash: String {
        let parts = ([title, name ?? "", phone, email ?? "", comment ?? ""] + (phoneExtension.map { [$0] } ?? [])).joined(separator: "\u{1F}")
        return SHA256.hash(data: Data(parts.utf8)).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
