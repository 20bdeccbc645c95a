/// Why a request from the portal could not be read. Says what was wrong with its form, never what was in it.
public struct DecodingProblem: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kinds of problem.
    public enum Code: String, Sendable, Hashable {
        /// The body is over ``FormDecoder/maxBytes``.
        case tooLarge
        /// More fields than ``FormDecoder/maxFields``.
        case tooManyFields
        /// Brackets nested deeper than ``FormDecoder/maxDepth``.
        case tooDeep
        /// A field's name is over ``FormDecoder/maxNameBytes``.
        case nameTooLong
        /// A field's value is over ``FormDecoder/maxValueBytes``.
        case valueTooLong
        /// A percent sign that is not followed by two hexadecimal digits.
        case malformedPercent
        /// Bytes that are not UTF-8.
        case invalidUTF8
        /// A field that every such request has is missing or empty.
        case missingField
        /// A field holds something it cannot hold.
        case invalidField
    }

    /// What kind of problem it is.
    public let code: Code
    /// Which field, when it is about one that we know by name.
    public let field: String?

    /// Makes a problem; `field` must be one of our own names, never text from the request.
    public init(_ code: Code, field: String? = nil) {
        self.code = code
        self.field = field
    }

    /// One sentence, safe to log and to answer with.
    public var description: String {
        switch code {
        case .tooLarge: "The body is larger than \(FormDecoder.maxBytes) bytes."
        case .tooManyFields: "The form has more than \(FormDecoder.maxFields) fields."
        case .tooDeep: "The form nests deeper than \(FormDecoder.maxDepth) levels."
        case .nameTooLong: "A field name is longer than \(FormDecoder.maxNameBytes) bytes."
        case .valueTooLong: "A field value is longer than \(FormDecoder.maxValueBytes) bytes."
        case .malformedPercent: "The form has a percent sign without two hexadecimal digits."
        case .invalidUTF8: "The form is not UTF-8."
        case .missingField: "The form lacks the field \(field ?? "it needs")."
        case .invalidField: "The field \(field ?? "") of the form cannot be read."
        }
    }
}
