import MockOktaHTTP

/// Answers that a fault has spoiled, by the paths that `TestResponder` gives them at.
enum SpoiledAnswer: String, CaseIterable, Sendable {
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
        case .closed: .silence(.close)
        case .reset: .silence(.reset)
        default: .spoiled(HTTPResponse(.ok, body: Array(Self.body.utf8)), spoiling)
        }
    }

    private var spoiling: ResponseCorruption {
        var spoiling = ResponseCorruption()
        spoiling.closes = self != .dripping
        switch self {
        case .cut: spoiling.sentLength = 5
        case .truncated: spoiling.sentLength = 0
        case .tooLong: spoiling.declaredLength = 99
        case .tooShort: spoiling.declaredLength = 3
        case .dripping: spoiling.drip = ResponseCorruption.ThrottledBody(bytes: 3, pause: .milliseconds(1))
        case .closed, .reset: break
        }
        return spoiling
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
