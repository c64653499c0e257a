package import MockOktaHTTP
package import MockOktaModel

/// The result of an exchange.
///
/// It is an object so that cached answers share one.
package final class ExchangeOutcome: Sendable {
    /// Nil where a fault prevented an answer.
    package let status: HTTPStatus?
    package let record: ExchangeRecord
    /// The fault that acted.
    package let fault: String?
    /// An estimate of the memory that the texts take, in bytes.
    let size: Int
    private let isLimited: Bool

    package init(_ status: HTTPStatus?, _ record: ExchangeRecord, fault: String? = nil) {
        self.status = status
        self.record = record
        self.fault = fault
        (size, isLimited) = record.measured
    }

    /// The outcome with texts of a bounded length: itself, in nearly all cases.
    var limited: ExchangeOutcome { isLimited ? self : ExchangeOutcome(status, record.limited, fault: fault) }
}

extension ExchangeRecord {
    /// Measures the texts in one pass and without copies, because every request does so.
    ///
    /// - Returns: an estimate of their memory in bytes, and whether they have a bounded length and number.
    fileprivate var measured: (size: Int, isLimited: Bool) {
        var size = remedy == nil ? 0 : 1024
        var isLimited = trace.count <= PolicyTrace.countLimit
        func measure(_ text: String) {
            size += text.utf8.count
            if text.utf8.count > LimitedText.limit { isLimited = false }
        }
        for text in [clientID, server, user, grantType, scope, error, errorDescription, why] {
            if let text { measure(text) }
        }
        for policy in trace {
            measure(policy.policy)
            measure(policy.why)
            for rule in policy.rules {
                measure(rule.name)
                measure(rule.why)
            }
        }
        for event in events {
            measure(event.type)
            if let failure = event.failure { measure(failure) }
            if let actor = event.actor { actor.forEachText(measure) }
            for target in event.targets { target.forEachText(measure) }
        }
        for token in tokens {
            size += token.size
            if !token.isLimited { isLimited = false }
        }
        return (size, isLimited)
    }

    fileprivate var limited: ExchangeRecord {
        var limited = self
        limited.clientID = clientID.map(LimitedText.cut)
        limited.server = server.map(LimitedText.cut)
        limited.user = user.map(LimitedText.cut)
        limited.grantType = grantType.map(LimitedText.cut)
        limited.scope = scope.map(LimitedText.cut)
        limited.error = error.map(LimitedText.cut)
        limited.errorDescription = errorDescription.map(LimitedText.cut)
        limited.why = why.map(LimitedText.cut)
        limited.trace = trace.prefix(PolicyTrace.countLimit).map(\.limited)
        limited.tokens = tokens.map(\.limited)
        limited.events = events.map(\.limited)
        return limited
    }
}

extension LogEvent {
    fileprivate var limited: LogEvent {
        var limited = self
        limited.actor = actor?.limited
        limited.targets = targets.map(\.limited)
        return limited
    }
}

extension LogEvent.Party {
    fileprivate func forEachText(_ body: (String) -> Void) {
        body(id)
        body(type)
        if let alternateID { body(alternateID) }
        if let displayName { body(displayName) }
    }

    fileprivate var limited: LogEvent.Party {
        LogEvent.Party(
            id: LimitedText.cut(id),
            type: type,
            alternateID: alternateID.map(LimitedText.cut),
            displayName: displayName.map(LimitedText.cut)
        )
    }
}

extension PolicyTrace {
    /// The maximum number of policies of one entry; further ones are omitted.
    fileprivate static let countLimit = 100

    fileprivate var limited: PolicyTrace {
        var limited = self
        limited.why = LimitedText.cut(why)
        for index in rules.indices { limited.rules[index].why = LimitedText.cut(rules[index].why) }
        return limited
    }
}

extension IssuedToken {
    /// The maximum size of a token's claims; larger ones are omitted.
    fileprivate static let sizeLimit = 16_384

    /// The maximum number of omitted claims that are kept.
    fileprivate static let omittedLimit = 50

    fileprivate var isLimited: Bool { size <= Self.sizeLimit && omitted.count <= Self.omittedLimit }

    fileprivate var limited: IssuedToken {
        isLimited ? self : IssuedToken(kind, header: header, omitted: Array(omitted.prefix(Self.omittedLimit)))
    }
}
