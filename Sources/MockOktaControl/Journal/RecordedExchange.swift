import MockOktaHTTP
import MockOktaModel

/// The journal's record of a request and its outcome, limited in size.
///
/// A small request is kept unchanged and read with its entry. Of a large one only the parameters are kept, each value
/// truncated to `LimitedText.limit`; the same holds for the texts of the outcome.
struct RecordedExchange: Sendable {
    /// Requests up to this size are kept whole.
    private static let wholeSize = 4096
    /// An estimate of the objects, without texts.
    private static let overhead = 512

    let request: HTTPRequest
    /// Nil where the request is kept whole.
    let parameters: RequestParameters?
    let outcome: ExchangeOutcome
    /// An estimate of the memory it takes, in bytes.
    let size: Int

    init(_ request: HTTPRequest, _ outcome: ExchangeOutcome) {
        self.outcome = outcome.limited
        let size =
            request.path.utf8.count + (request.query?.utf8.count ?? 0) + request.fields.textSize + request.body.count
        guard size > Self.wholeSize else {
            self.request = request
            parameters = nil
            self.size = size + Self.overhead + self.outcome.size
            return
        }
        let parameters = RequestParameters(request).limited
        var rest = request
        rest.path = LimitedText.cut(request.path)
        rest.query = nil
        rest.fields = HTTPFields()
        rest.body = []
        self.request = rest
        self.parameters = parameters
        self.size = rest.path.utf8.count + parameters.size + Self.overhead + self.outcome.size
    }
}
