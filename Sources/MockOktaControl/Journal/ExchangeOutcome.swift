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

    package init(_ status: HTTPStatus?, _ record: ExchangeRecord, fault: String? = nil) {
        self.status = status
        self.record = record
        self.fault = fault
        size = record.size
    }

    /// The outcome with texts of a bounded length: itself, in nearly all cases.
    var limited: ExchangeOutcome { record.isLimited ? self : ExchangeOutcome(status, record.limited, fault: fault) }
}

extension ExchangeRecord {
    private var texts: [String?] { [clientID, server, user, grantType, scope, error, errorDescription, why] }

    private var eventTexts: [String] {
        events.flatMap { event in
            [event.type, event.failure ?? ""]
                + ((event.actor.map { [$0] } ?? []) + event.targets).flatMap {
                    [$0.id, $0.type, $0.alternateID ?? "", $0.displayName ?? ""]
                }
        }
    }

    private var traceTexts: [String] {
        trace.flatMap { [$0.policy, $0.why] + $0.rules.flatMap { [$0.name, $0.why] } }
    }

    fileprivate var size: Int {
        texts.reduce(remedy == nil ? 0 : 1024) { $0 + ($1?.utf8.count ?? 0) } + tokens.reduce(0) { $0 + $1.size }
            + (traceTexts + eventTexts).reduce(requestID?.utf8.count ?? 0) { $0 + $1.utf8.count }
    }

    fileprivate var isLimited: Bool {
        texts.allSatisfy { ($0?.utf8.count ?? 0) <= LimitedText.limit }
            && tokens.allSatisfy(\.isLimited) && trace.count <= PolicyTrace.countLimit
            && (traceTexts + eventTexts).allSatisfy { $0.utf8.count <= LimitedText.limit }
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
