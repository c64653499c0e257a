import MockOktaControl
import MockOktaHTTP
import MockOktaModel
import MockOktaSystem

/// The answers of a tenant that say the same to everybody, metadata and keys, as they were given last.
///
/// Each holds for one revision of the tenant, which changes with its org and its keys, and for the instants at which
/// the same keys are to be announced.
final class PublicDocumentCache: Sendable {
    /// Where an answer was asked for; a query would make it another question.
    struct Place: Hashable, Sendable {
        let path: String
        // With these three, the URLs in a tenant's answer are given.
        let scheme: HTTPRequest.Scheme
        let authority: String?
        let choice: TenantAddress.Choice

        /// By the path alone, as most clients use one name of the host.
        func hash(into hasher: inout Hasher) {
            hasher.combine(path)
        }
    }

    /// An answer without what is each request's own, kept as an object so that nothing of it is copied.
    final class Answer: Sendable {
        /// For the journal.
        let outcome: ExchangeOutcome
        fileprivate let place: Place
        /// The id of the request is the last of its fields.
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

        /// The answer as another request gets it.
        func response(_ random: inout SeededRandom) -> HTTPResponse {
            let fields = OktaFields.withNewRequestID(response.fields, &random)
            return HTTPResponse(response.status, fields: fields, body: response.body)
        }
    }

    private struct Kept: Sendable {
        var revision = 0
        var answers: [Place: Answer] = [:]
        /// Asked for last; most clients ask for the same thing again.
        var latest: Answer?

        mutating func answer(at place: Place) -> Answer? {
            if let latest, latest.place == place { return latest }
            guard let answer = answers[place] else { return nil }
            latest = answer
            return answer
        }
    }

    /// A client can invent as many names of the host as it likes.
    private static let capacity = 256
    private let kept = Lock(Kept())

    /// The answer that was kept for a place, where it still holds.
    func answer(at place: Place, in moment: Tenant.Version) -> Answer? {
        let answer = kept.withLock { $0.revision == moment.revision ? $0.answer(at: place) : nil }
        guard let answer, answer.holds(at: moment.now) else { return nil }
        return answer
    }

    /// Keeps an answer that was made of what a moment showed; those of another revision are forgotten.
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
