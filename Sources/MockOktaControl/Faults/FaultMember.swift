/// A member of `effect`, in the order in which refusals list them.
///
/// A new effect is a case here, and is read in `FaultEffect+Reading.swift`. One that answers acts in `Exchange`; one
/// that changes bytes on the wire acts in `ResponseCorruption` and `ConnectionMachine+Replies.swift`.
enum FaultMember: String, CaseIterable {
    case status, headers, error
    case errorDescription = "error_description"
    case errorCode
    case rateLimit = "rate_limit"
    case delay, hang, close, truncate
    case contentLength = "content_length"
    case malformed, drip, jwks, body

    /// What a member does, which decides what it excludes.
    enum Kind {
        /// Answers in place of the endpoint.
        case answer
        /// Answers in place of the endpoint, with a status that cannot be set.
        case answerOfFixedStatus
        /// Changes an answer, so it needs one.
        case change
        /// Comes with any other; `FaultConflicts` has the rules of `status`, `error_description` and `close`.
        case other
    }

    var kind: Kind {
        switch self {
        case .body, .error, .errorCode: .answer
        case .rateLimit, .hang, .jwks: .answerOfFixedStatus
        case .headers, .truncate, .contentLength, .malformed, .drip: .change
        case .status, .errorDescription, .delay, .close: .other
        }
    }

    /// The names of the members of certain kinds.
    static func names(_ isIncluded: (Kind) -> Bool) -> [String] {
        allCases.filter { isIncluded($0.kind) }.map(\.rawValue)
    }
}
