/// A part of the API that an extra port may serve by itself.
package enum APIGroup: String, Sendable, CaseIterable {
    case dialog
    case leads
    case asr
    case calls
}
