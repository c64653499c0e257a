import MockOktaHTTP
import MockOktaModel
import MockOktaThreads

/// The answers of a tenant that say the same to everybody, metadata and keys, as they were given last.
///
/// Each holds for one revision of the tenant, which changes with its org and its keys, and for the instants at which
/// the same keys are to be announced.
final class PublishedAnswers: Sendable {
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
        let response: HTTPResponse
        /// For the journal.
        let notes: ExchangeNotes
        private let instants: Range<Instant>

        init(_ response: HTTPResponse, _ notes: ExchangeNotes, during instants: Range<Instant>) {
            self.response = response
            self.notes = notes
            self.instants = instants
        }

        func holds(at now: Instant) -> Bool { instants.contains(now) }
    }

    private struct Kept: Sendable {
        var revision = 0
        var answers: [Place: Answer] = [:]
    }

    /// A client can invent as many names of the host as it likes.
    private static let capacity = 256
    private let kept = Lock(Kept())

    /// The answer that was kept for a place, where it still holds.
    func answer(at place: Place, in moment: Tenant.Moment) -> Answer? {
        let answer = kept.withLock { $0.revision == moment.revision ? $0.answers[place] : nil }
        guard let answer, answer.holds(at: moment.now) else { return nil }
        return answer
    }

    /// Keeps an answer that was made of what a moment showed; those of another revision are forgotten.
    func keep(_ answer: Answer, at place: Place, in moment: Tenant.Moment) {
        kept.withLock { kept in
            if kept.revision != moment.revision || kept.answers.count >= Self.capacity {
                kept = Kept(revision: moment.revision)
            }
            kept.answers[place] = answer
        }
    }
}
