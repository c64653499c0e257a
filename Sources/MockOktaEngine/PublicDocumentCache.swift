import MockOktaControl
import MockOktaFormats
import MockOktaHTTP
import MockOktaModel
import MockOktaSystem

/// Caches the latest answers of a tenant that are the same for every client: metadata and keys.
///
/// An answer is valid for one revision of the tenant, which changes with its org and its keys, and for the period in
/// which the published keys do not change.
final class PublicDocumentCache: Sendable {
    /// The cache key: the URL of a request, which has no query.
    struct Place: Hashable, Sendable {
        let path: String
        // These three determine the URLs in a tenant's answer.
        let scheme: HTTPRequest.Scheme
        let authority: String?
        let choice: TenantAddress.Choice

        /// Hashes the path only, as most clients use one name of the host.
        func hash(into hasher: inout Hasher) {
            hasher.combine(path)
        }
    }

    /// An answer without the parts that differ between requests; an object, so that it is not copied.
    final class Answer: Sendable {
        /// The outcome for the journal.
        let outcome: ExchangeOutcome
        fileprivate let place: Place
        /// The response; the request id is the last of its fields.
        private let response: HTTPResponse
        private let instants: Range<Instant>

        init(
            _ response: HTTPResponse,
            _ outcome: ExchangeOutcome,
            at place: Place,
            during instants: Range<Instant>
        ) {
            var response = response
            OktaFields.endWithRequestID(&response.fields)
            self.response = response
            self.outcome = outcome
            self.place = place
            self.instants = instants
        }

        func holds(at now: Instant) -> Bool { instants.contains(now) }

        /// The answer with a new request id.
        func response(_ random: inout SeededRandom) -> HTTPResponse {
            let fields = OktaFields.withNewRequestID(response.fields, &random)
            return HTTPResponse(response.status, fields: fields, content: response.content)
        }
    }

    private struct Kept: Sendable {
        var revision = 0
        var answers: [Place: Answer] = [:]
        /// The answer used last; most clients repeat the same request.
        var latest: Answer?

        mutating func answer(at place: Place) -> Answer? {
            if let latest, latest.place == place { return latest }
            guard let answer = answers[place] else { return nil }
            latest = answer
            return answer
        }
    }

    /// Limits the number of entries, because a client can send any number of host names.
    private static let capacity = 256
    private let kept = Lock(Kept())

    /// Returns the cached answer to a URL; nil where there is none or it is no longer valid.
    func answer(at place: Place, in moment: Tenant.Version) -> Answer? {
        let answer = kept.withLock { $0.revision == moment.revision ? $0.answer(at: place) : nil }
        guard let answer, answer.holds(at: moment.now) else { return nil }
        return answer
    }

    /// Caches an answer made from the state of a version, and drops answers of other revisions.
    func keep(_ answer: Answer, in moment: Tenant.Version) {
        kept.withLock { kept in
            if kept.revision != moment.revision || kept.answers.count >= Self.capacity {
                kept = Kept(revision: moment.revision)
            }
            kept.answers[answer.place] = answer
            kept.latest = answer
        }
    }
}
