import Dialog
import Foundation

/// Why a person has to act after a call.
enum HandoffReason: Sendable, Equatable {
    case missed
    case wantsPerson(quote: String, at: Date?)
    case promised(quote: String, at: Date?)
    case callBack(quote: String, at: Date?)

    /// `nil` = nobody has to.
    init?(_ analysis: CallAnalysis) {
        let when = analysis.callBack?.at
        if let wish = analysis.wantsPerson {
            self = .wantsPerson(quote: wish.quote, at: when)
        } else if let call = analysis.callBack {
            self = call.promised ? .promised(quote: call.text, at: call.at) : .callBack(quote: call.text, at: call.at)
        } else {
            return nil
        }
    }

    /// When the client expects it, if the client said when.
    var agreedTime: Date? {
        switch self {
        case .missed: nil
        case .wantsPerson(_, let at), .promised(_, let at), .callBack(_, let at): at
        }
    }
}
