import MockOktaFormats

extension Fault {
    /// What happens to a request.
    ///
    /// What answers by itself (an error, a status, a limit, ``hang``, a connection closed before the answer) keeps the
    /// endpoint from acting; what spoils an answer lets it act first: a code is then redeemed and a refresh token
    /// rotated, though the client never hears of it.
    public struct Effect: Hashable, Sendable {
        let members: JSONObject

        /// This effect and another: a delay with anything, an answer with what spoils it.
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

/// Answers in place of the endpoint's.
extension Fault.Effect {
    /// An OAuth error such as `invalid_grant`, with Okta's status and text.
    ///
    /// - Parameters:
    ///   - name: the `error`.
    ///   - description: another `error_description` than Okta's.
    ///   - status: another status than Okta's.
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

    /// A limit that counts down in the header fields, answers 429 when it is used up, and begins anew with the next
    /// window of the org's clock.
    ///
    /// - Parameters:
    ///   - calls: how many a window takes.
    ///   - window: how long a window is.
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

    /// No answer at all, on a connection that stays open.
    public static let hang = Self(["hang": true])

    /// A key set that fails whoever relies on it.
    public enum KeySet: String, CaseIterable, Sendable {
        /// The keys as they were before the present one signed.
        case stale
        /// No keys.
        case empty
    }

    /// Another key set than the server's, at `/keys`.
    public static func keys(_ set: KeySet) -> Self { Self(["jwks": .string(set.rawValue)]) }
}

/// What is done to an answer on its way.
extension Fault.Effect {
    /// Where a connection ends.
    public enum Cut: String, CaseIterable, Sendable {
        /// Before an answer, and before the endpoint acts.
        case before
        /// After half of the body.
        case midBody = "mid-body"
        /// After the whole answer, though it promised to stay open.
        case after
        /// By a TCP reset, before the endpoint acts.
        case reset
    }

    /// The connection ends.
    public static func close(_ cut: Cut) -> Self { Self(["close": .string(cut.rawValue)]) }

    /// Header fields are set, in the place of those of the same name.
    public static func headers(_ fields: [String: String]) -> Self {
        Self(["headers": .object(JSONObject(fields.mapValues { JSONValue.string($0) }))])
    }

    /// The answer comes later, in real time.
    public static func delay(_ duration: Duration) -> Self { Self(["delay": .string(duration.iso8601)]) }

    /// The answer comes later, in real time, by a length drawn under the server's seed.
    public static func delay(_ range: ClosedRange<Duration>) -> Self {
        Self(["delay": ["min": .string(range.lowerBound.iso8601), "max": .string(range.upperBound.iso8601)]])
    }

    /// The body ends after so many bytes, and the connection with it.
    public static func truncate(to bytes: Int) -> Self { Self(["truncate": .integer(bytes)]) }

    /// `Content-Length` says this, whatever the body is; the connection ends after it.
    public static func contentLength(_ bytes: Int) -> Self { Self(["content_length": .integer(bytes)]) }

    /// The body is no JSON.
    public static let malformed = Self(["malformed": true])

    /// The body comes piece by piece.
    ///
    /// - Parameters:
    ///   - bytes: how long a piece is.
    ///   - pause: real time between pieces.
    /// - Returns: the effect.
    public static func drip(bytes: Int = 1, every pause: Duration) -> Self {
        Self(["drip": ["bytes": .integer(bytes), "every": .string(pause.iso8601)]])
    }
}
