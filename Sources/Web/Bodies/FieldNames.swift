import HTTPTypes

/// Names that HTTPTypes does not have. The texts are valid tokens, so the names exist.
extension HTTPField.Name {
    /// The first Host field becomes the request's authority; a second one stays among the fields.
    static let furtherHost = HTTPField.Name("Host")!
    static let idempotencyKey = HTTPField.Name("Idempotency-Key")!
    static let idempotentReplayed = HTTPField.Name("Idempotent-Replayed")!
    static let referrerPolicy = HTTPField.Name("Referrer-Policy")!
    static let secFetchSite = HTTPField.Name("Sec-Fetch-Site")!
}
