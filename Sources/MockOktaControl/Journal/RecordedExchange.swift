package import MockOktaHTTP
package import MockOktaModel

/// The journal's record of a request, its answer and its outcome, limited in size.
///
/// A small request is kept unchanged and read with its entry. Of a large one the beginnings of its parts are kept, and
/// its parameters, each value truncated to `LimitedText.limit`; the same holds for the texts of the outcome.
struct RecordedExchange: Sendable {
    /// Requests up to this size are kept whole.
    private static let wholeSize = 4096
    /// An estimate of the objects, without texts.
    private static let overhead = 512

    let request: HTTPRequest
    /// The size of the body as received.
    let bodySize: Int
    /// Nil where the request is kept whole.
    let parameters: RequestParameters?
    let outcome: ExchangeOutcome
    /// Nil where a fault prevented an answer.
    let answer: RecordedAnswer?
    /// An estimate of the memory it takes, in bytes.
    let size: Int

    /// An exchange that another process has recorded.
    init(
        _ request: HTTPRequest,
        _ bodySize: Int,
        _ parameters: RequestParameters?,
        _ outcome: ExchangeOutcome,
        _ answer: RecordedAnswer?
    ) {
        self.request = request
        self.bodySize = bodySize
        self.parameters = parameters
        self.outcome = outcome
        self.answer = answer
        size =
            Self.overhead + outcome.size + (answer?.size ?? 0) + (parameters?.size ?? 0) + request.path.utf8.count
            + (request.query?.utf8.count ?? 0) + request.fields.textSize + request.body.count
    }

    init(_ request: HTTPRequest, _ outcome: ExchangeOutcome, _ answer: RecordedAnswer?) {
        self.outcome = outcome.limited
        self.answer = answer
        bodySize = request.body.count
        let kept = Self.overhead + self.outcome.size + (answer?.size ?? 0)
        let size =
            request.path.utf8.count + (request.query?.utf8.count ?? 0) + request.fields.textSize + request.body.count
        guard size > Self.wholeSize else {
            self.request = request
            parameters = nil
            self.size = size + kept
            return
        }
        let parameters = RequestParameters(request).limited
        var rest = request
        rest.path = LimitedText.cut(request.path)
        rest.query = request.query.map(LimitedText.cut)
        rest.fields = request.fields.limited
        rest.body = Array(request.body.prefix(Self.wholeSize))
        self.request = rest
        self.parameters = parameters
        self.size =
            rest.path.utf8.count + (rest.query?.utf8.count ?? 0) + rest.fields.textSize + rest.body.count
            + parameters.size + kept
    }
}

/// An answer as the journal keeps it, with a body of limited size.
package struct RecordedAnswer: Sendable {
    /// The maximum number of bytes of a body; the rest of a longer one is omitted.
    private static let bodyLimit = 16_384

    package let fields: HTTPFields
    private let content: HTTPBody
    /// The size of the body as sent.
    let bodySize: Int
    /// How long the endpoint took, in real time; nil while the clock is frozen, so that equal runs give equal journals.
    let duration: TimeSpan?
    /// An estimate of the memory it takes, in bytes.
    let size: Int

    /// Records an answer.
    ///
    /// - Parameters:
    ///   - response: the answer; its parts are shared, not copied, unless the body exceeds the limit.
    ///   - duration: how long the endpoint took, in real time.
    ///   - isShared: whether a cache holds the same body, so that the journal's reference takes no memory.
    package init(_ response: HTTPResponse, taking duration: TimeSpan?, isShared: Bool = false) {
        fields = response.fields
        bodySize = response.content.count
        content =
            bodySize <= Self.bodyLimit ? response.content : .bytes(Array(response.body.prefix(Self.bodyLimit)))
        self.duration = duration
        size = fields.textSize + (isShared ? 0 : content.ownCount)
    }

    /// An answer that another process has recorded.
    init(_ fields: HTTPFields, _ body: [UInt8], _ bodySize: Int, _ duration: TimeSpan?) {
        self.fields = fields
        content = .bytes(body)
        self.bodySize = bodySize
        self.duration = duration
        size = fields.textSize + body.count
    }

    var body: [UInt8] { content.bytes }
}

extension HTTPFields {
    /// The first fields, with values of limited length.
    fileprivate var limited: HTTPFields {
        HTTPFields(fields.prefix(64).map { (LimitedText.cut($0.name), LimitedText.cut($0.value)) })
    }
}
