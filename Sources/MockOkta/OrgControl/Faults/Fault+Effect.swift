import MockOktaFormats

extension Fault {
    /// The effect of a fault on a request.
    ///
    /// Effects that produce the answer (an error, a status, a limit, ``hang``, a connection closed before the answer)
    /// prevent the endpoint from acting. Effects that corrupt the answer let it act first: a code is redeemed and a
    /// refresh token rotated, although the client never receives the answer.
    public struct Effect: Hashable, Sendable {
        let members: JSONObject

        /// Combines two effects, such as a delay with an error, or an answer with its corruption.
        public func and(_ other: Effect) -> Effect {
            var both = members
            for member in other.members.members { both[member.key] = member.value }
            return Effect(both)
        }

        init(_ members: JSONObject) {
            self.members = members
        }
    }
}

/// Effects that answer in place of the endpoint.
extension Fault.Effect {
    /// An OAuth error such as `invalid_grant`, with Okta's status and text.
    ///
    /// - Parameters:
    ///   - name: the `error`.
    ///   - description: the `error_description`; nil means Okta's.
    ///   - status: the status; nil means Okta's.
    /// - Returns: the effect.
    public static func error(_ name: String, description: String? = nil, status: Int? = nil) -> Self {
        var members: JSONObject = ["error": .string(name)]
        members["error_description"] = description.map { .string($0) }
        members["status"] = status.map { .integer($0) }
        return Self(members)
    }

    /// An error of Okta's API by its code, such as `E0000004`, with its status and text.
    public static func oktaError(_ code: String) -> Self { Self(["errorCode": .string(code)]) }

    /// Okta's 429: its rate-limit header fields, `E0000047`, and no `Retry-After`.
    public static let rateLimit = Self(["rate_limit": true])

    /// A limit of requests per window of the org's clock: the header fields count down, and further requests get 429.
    ///
    /// - Parameters:
    ///   - calls: the number of requests that a window allows.
    ///   - window: the length of a window.
    /// - Returns: the effect.
    public static func rateLimit(_ calls: Int, per window: Duration) -> Self {
        Self(["rate_limit": ["limit": .integer(calls), "window": .string(window.iso8601)]])
    }

    /// An answer with this status.
    ///
    /// - Parameters:
    ///   - code: from 200 to 599.
    ///   - body: a string is sent as text, any other value as JSON; nil leaves the body empty.
    /// - Returns: the effect.
    public static func status(_ code: Int, body: JSONValue? = nil) -> Self {
        var members: JSONObject = ["status": .integer(code)]
        members["body"] = body?.json
        return Self(members)
    }

    /// No answer; the connection stays open.
    public static let hang = Self(["hang": true])

    /// A key set that does not verify the tokens of the server.
    public enum KeySet: String, CaseIterable, Sendable {
        /// The keys before the active one was published.
        case stale
        /// No keys.
        case empty
    }

    /// A different key set at `/keys`.
    public static func keys(_ set: KeySet) -> Self { Self(["jwks": .string(set.rawValue)]) }
}

/// Effects that corrupt or delay the answer of the endpoint.
extension Fault.Effect {
    /// When a connection is closed.
    public enum Cut: String, CaseIterable, Sendable {
        /// Before an answer, and before the endpoint acts.
        case before
        /// After half of the body.
        case midBody = "mid-body"
        /// After the whole answer, although it announced a persistent connection.
        case after
        /// By a TCP reset, before the endpoint acts.
        case reset
    }

    /// Closes the connection.
    public static func close(_ cut: Cut) -> Self { Self(["close": .string(cut.rawValue)]) }

    /// Sets header fields; they replace those of the same name.
    public static func headers(_ fields: [String: String]) -> Self {
        Self(["headers": .object(JSONObject(fields.mapValues { JSONValue.string($0) }))])
    }

    /// Delays the answer, in real time.
    public static func delay(_ duration: Duration) -> Self { Self(["delay": .string(duration.iso8601)]) }

    /// Delays the answer, in real time, by a duration drawn from a range under the server's seed.
    public static func delay(_ range: ClosedRange<Duration>) -> Self {
        Self(["delay": ["min": .string(range.lowerBound.iso8601), "max": .string(range.upperBound.iso8601)]])
    }

    /// Closes the connection after this many bytes of the body.
    public static func truncate(to bytes: Int) -> Self { Self(["truncate": .integer(bytes)]) }

    /// Sets a wrong `Content-Length` and closes the connection after the body.
    public static func contentLength(_ bytes: Int) -> Self { Self(["content_length": .integer(bytes)]) }

    /// Changes the body so that it is no JSON.
    public static let malformed = Self(["malformed": true])

    /// Sends the body in pieces.
    ///
    /// - Parameters:
    ///   - bytes: the length of a piece.
    ///   - pause: the real time between pieces.
    /// - Returns: the effect.
    public static func drip(bytes: Int = 1, every pause: Duration) -> Self {
        Self(["drip": ["bytes": .integer(bytes), "every": .string(pause.iso8601)]])
    }
}
