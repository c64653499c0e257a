package import MockOktaHTTP
package import MockOktaModel

/// The effect of a fault on a request.
package struct FaultEffect: Sendable {
    /// An answer in place of the endpoint's; the endpoint does not run.
    package enum Answer: Sendable {
        case response(HTTPResponse)
        case oauth(OAuthError)
        case okta(OktaError)
        /// One 429 in Okta's form.
        case rateLimit
        /// A limit of requests per window of the virtual clock; beyond it 429.
        case bucket(RateLimitBucket)
        case noResponse(NoResponse)
        case keys(KeySet)
    }

    /// A key set that does not verify the tokens of the server.
    package enum KeySet: String, CaseIterable, Sendable {
        /// The keys before the active one was published.
        case stale
        case empty
    }

    package var answer: Answer?
    /// Header fields set on the answer.
    package var fields = HTTPFields()
    /// A delay in real time, drawn from this range.
    package var delay: ClosedRange<TimeSpan>?
    package var corruption: ResponseCorruption?
    /// Whether the connection is closed after half of the body.
    package var cutsBody = false
    /// Whether the body is changed so that it is no JSON; its framing stays right.
    package var isMalformed = false

    /// Whether the fault only delays the answer or sets header fields, so that a further fault may act too.
    var leavesAnswer: Bool { answer == nil && corruption == nil && !cutsBody && !isMalformed }

    /// Whether the fault acts only on requests for the keys of a server.
    var isKeySet: Bool {
        if case .keys = answer { true } else { false }
    }

    var isRateLimit: Bool {
        switch answer {
        case .rateLimit, .bucket: true
        default: false
        }
    }

    /// Applies the header fields and the change of the body.
    package func applied(to response: HTTPResponse) -> HTTPResponse {
        var response = response
        for field in fields.fields { response.fields[field.name] = field.value }
        // Without its last brace and with a trailing comma, an object is invalid JSON for every parser.
        if isMalformed { response.body = response.body.dropLast() + Array(",".utf8) }
        return response
    }

    /// Returns how to send an answer: unchanged, or with its bytes corrupted.
    package func reply(_ response: HTTPResponse) -> Reply {
        guard cutsBody || corruption != nil else { return .complete(response) }
        var corruption = corruption ?? ResponseCorruption()
        if cutsBody { corruption.sentLength = min(corruption.sentLength ?? .max, response.body.count / 2) }
        return .corrupted(response, corruption)
    }
}

/// A limit of requests per window.
package struct RateLimitBucket: Hashable, Sendable {
    package let limit: Int
    package let window: TimeSpan
}
