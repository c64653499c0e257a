import MockOktaHTTP

/// Answers that a fault has corrupted, by the paths that `TestResponder` gives them at.
enum CorruptedAnswer: String, CaseIterable, Sendable {
    case cut = "/cut"
    case truncated = "/truncated"
    case tooLong = "/too-long"
    case tooShort = "/too-short"
    case dripping = "/dripping"
    case closed = "/closed"
    case reset = "/reset"

    static let body = "0123456789"

    var reply: Reply {
        switch self {
        case .closed: .noResponse(.close)
        case .reset: .noResponse(.reset)
        default: .corrupted(HTTPResponse(.ok, body: Array(Self.body.utf8)), corruption)
        }
    }

    private var corruption: ResponseCorruption {
        var corruption = ResponseCorruption()
        corruption.closes = self != .dripping
        switch self {
        case .cut: corruption.sentLength = 5
        case .truncated: corruption.sentLength = 0
        case .tooLong: corruption.declaredLength = 99
        case .tooShort: corruption.declaredLength = 3
        case .dripping: corruption.throttle = ResponseCorruption.ThrottledBody(bytes: 3, pause: .milliseconds(1))
        case .closed, .reset: break
        }
        return corruption
    }

    /// What `Content-Length` says; nil where there is no answer.
    var declared: Int? {
        switch self {
        case .cut, .truncated, .dripping: 10
        case .tooLong: 99
        case .tooShort: 3
        case .closed, .reset: nil
        }
    }

    /// What comes behind the header.
    var sent: String {
        switch self {
        case .cut: "01234"
        case .truncated, .closed, .reset: ""
        case .tooLong, .tooShort, .dripping: Self.body
        }
    }
}
