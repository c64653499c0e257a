import MockOktaFormats
package import MockOktaIssuing
package import MockOktaModel

/// The checks of a token's times by the clock of the server and by the real one.
package struct TokenClocks: Sendable {
    /// The instant to check at: the virtual time, or one that was asked for.
    let now: Instant
    /// The real time, which a resource server goes by unless its clock is moved too.
    let real: Instant

    /// How far ahead of its own clock a verifier usually accepts `iat`.
    private static let leeway = TimeSpan.minutes(2)

    package init(now: Instant, real: Instant) {
        self.now = now
        self.real = real
    }

    /// The check by the server's clock.
    ///
    /// - Parameters:
    ///   - jwt: the token.
    ///   - expires: the expiry at the full resolution of the clock; nil where `exp` alone is known.
    /// - Returns: the check.
    package func lifetime(_ jwt: JWT, expires: Instant? = nil) -> TokenCheck {
        if let fault = fault(jwt, at: now, leeway: .seconds(0), expires: expires) {
            return .failed(.lifetime, fault.why, remedy: fault.remedy)
        }
        guard let end = expires ?? jwt.claims["exp"]?.numericDate else {
            return .failed(.lifetime, "the token has no exp", remedy: "take the token as the server issued it")
        }
        return .passed(.lifetime, "it expires at \(end.text), \((end - now).words) from \(now.text)")
    }

    package func realTime(_ jwt: JWT) -> TokenCheck {
        guard let end = jwt.claims["exp"]?.numericDate else {
            return .unknown(.realTime, "the token has no exp")
        }
        let difference = now - real
        let moved =
            difference.magnitude < 2_000_000
            ? ""
            : "; the clock of this server is \(difference.words) \(difference.microseconds > 0 ? "ahead" : "behind")"
        if let fault = fault(jwt, at: real, leeway: Self.leeway, expires: nil) {
            return .failed(
                .realTime,
                "by the real time \(real.text) \(fault.why)\(moved)",
                remedy: moved.isEmpty
                    ? fault.remedy
                    : "an API that goes by the real time refuses it: give it this server's time, or set the clock back "
                        + "to real time"
            )
        }
        let isDead = now >= end
        return .passed(
            .realTime,
            "by the real time \(real.text) it is good until \(end.text)"
                + (isDead ? ", so that an API whose clock was not moved accepts it" : "") + moved
        )
    }

    private func fault(
        _ jwt: JWT,
        at instant: Instant,
        leeway: TimeSpan,
        expires: Instant?
    ) -> (why: String, remedy: String)? {
        if let end = expires ?? jwt.claims["exp"]?.numericDate, instant >= end {
            return (
                "it expired at \(end.text), \((instant - end).words) before",
                "refresh it, or get a new one; the access policy rule sets the lifetime"
            )
        }
        for name in ["nbf", "iat"] {
            guard let begin = jwt.claims[name]?.numericDate, begin > instant + leeway else { continue }
            return (
                "\(name) is \(begin.text), \((begin - instant).words) ahead",
                "the clock was moved back after the token was issued: get a new one"
            )
        }
        return nil
    }
}

extension TimeSpan {
    fileprivate var magnitude: UInt64 { microseconds.magnitude }

    /// The length in its two largest units, such as `1 h 5 min`.
    package var words: String {
        let seconds = microseconds.magnitude / 1_000_000
        let units: [(UInt64, String)] = [(86_400, "d"), (3600, "h"), (60, "min"), (1, "s")]
        guard let first = units.firstIndex(where: { seconds >= $0.0 }) else { return "less than 1 s" }
        let rest = seconds % units[first].0
        let head = "\(seconds / units[first].0) \(units[first].1)"
        guard first + 1 < units.count, rest / units[first + 1].0 > 0 else { return head }
        return "\(head) \(rest / units[first + 1].0) \(units[first + 1].1)"
    }
}
