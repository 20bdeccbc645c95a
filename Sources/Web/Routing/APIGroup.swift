/// A part of the API that an extra port may serve by itself.
package enum APIGroup: String, Sendable, CaseIterable {
    /// Talks in text; no route of it in this version.
    case dialog
    /// `/leads`.
    case leads
    /// `/asr`.
    case asr
    /// `/api/v1/calls`.
    case calls
}
