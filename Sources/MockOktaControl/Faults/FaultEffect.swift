package import MockOktaHTTP
package import MockOktaModel

/// What a fault does to a request.
package struct FaultEffect: Sendable {
    /// An answer instead of the endpoint's, which then does not even run.
    package enum Answer: Sendable {
        case response(HTTPResponse)
        case oauth(OAuthError)
        case okta(OktaError)
        /// One 429 in Okta's form.
        case rateLimit
        /// So many calls in a window of the virtual clock, then 429.
        case bucket(RateLimitBucket)
        case silence(NoResponse)
        case keys(KeySet)
    }

    /// A key set that fails whoever relies on it.
    package enum KeySet: String, CaseIterable, Sendable {
        /// As it was before the present key signed.
        case stale
        case empty
    }

    package var answer: Answer?
    /// Set on whatever is answered.
    package var fields = HTTPFields()
    /// Real time, drawn between the two.
    package var delay: ClosedRange<TimeSpan>?
    package var spoiling: ResponseCorruption?
    /// Half of the body is sent, then the connection ends.
    package var cutsBody = false
    /// The body is no JSON any more, whatever its framing says.
    package var isMalformed = false

    /// Whether it does nothing but delay or set header fields, so that a further fault may act too.
    var leavesAnswer: Bool { answer == nil && spoiling == nil && !cutsBody && !isMalformed }

    /// Whether it can only act where the keys of a server are asked for.
    var isKeySet: Bool {
        if case .keys = answer { true } else { false }
    }

    var isRateLimit: Bool {
        switch answer {
        case .rateLimit, .bucket: true
        default: false
        }
    }

    /// The answer with the fault's header fields and a body as the fault leaves it.
    package func applied(to response: HTTPResponse) -> HTTPResponse {
        var response = response
        for field in fields.fields { response.fields[field.name] = field.value }
        // What is left of an object without its last brace, and a comma, is no JSON in any reader.
        if isMalformed { response.body = response.body.dropLast() + Array(",".utf8) }
        return response
    }

    /// How to send an answer: as it is, or with its bytes spoiled.
    package func reply(_ response: HTTPResponse) -> Reply {
        guard cutsBody || spoiling != nil else { return .complete(response) }
        var spoiling = spoiling ?? ResponseCorruption()
        if cutsBody { spoiling.sentLength = min(spoiling.sentLength ?? .max, response.body.count / 2) }
        return .spoiled(response, spoiling)
    }
}

/// A limit of calls per window.
package struct RateLimitBucket: Hashable, Sendable {
    package let limit: Int
    package let window: TimeSpan
}
