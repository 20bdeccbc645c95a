package import NIOCore

/// One POST to a provider.
package struct ProviderRequest: Sendable {
    /// Appended to the provider's address; begins with a slash.
    package let path: String
    /// Of the body.
    package let contentType: String
    /// The whole body.
    package let body: ByteBuffer
    /// What answer is wanted.
    package let accept: String

    /// A POST; wants JSON unless told otherwise.
    package init(path: String, contentType: String, body: ByteBuffer, accept: String = "application/json") {
        self.path = path
        self.contentType = contentType
        self.body = body
        self.accept = accept
    }
}

/// A whole good (2xx) answer.
package struct ProviderAnswer: Sendable {
    /// Without parameters, in lower case; empty when not sent.
    package let contentType: String
    /// At most as many bytes as the request allowed.
    package let body: [UInt8]
}

/// Takes a streamed good answer, part by part. Thrown kinds end the stream.
package protocol StreamReader: Sendable {
    /// The head came; the type is without parameters, in lower case.
    mutating func begin(contentType: String) throws(FailureKind)
    /// Some bytes came, split anywhere.
    mutating func receive(_ bytes: [UInt8]) throws(FailureKind) -> StreamProgress
    /// Nothing more comes.
    mutating func end() throws(FailureKind)
}
