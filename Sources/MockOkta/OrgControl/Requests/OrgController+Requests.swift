import MockOktaControl
import MockOktaEngine
import MockOktaModel

/// The journal of the latest requests.
extension OrgController {
    /// The matching requests, oldest first.
    ///
    /// - Parameters:
    ///   - filter: the conditions; by default every request matches.
    ///   - showingSecrets: whether ``RecordedRequest/parameters`` shows passwords, secrets, codes and tokens.
    /// - Returns: the requests.
    public func requests(_ filter: RequestFilter = .init(), showingSecrets: Bool = false) -> [RecordedRequest] {
        filter.journalFilter.entries(of: reference.tenant.journal)
            .map { RecordedRequest($0, showsSecrets: showingSecrets) }
    }

    /// The number of matching requests.
    public func requestCount(_ filter: RequestFilter = .init()) -> Int {
        filter.journalFilter.entries(of: reference.tenant.journal).count
    }

    /// Removes all requests from the journal; ids continue.
    public func removeRequests() {
        reference.inMemory { () throws(Refusal) in try reference.tenant.journal.removeAll() }
    }

    /// The first matching request: one in the journal, else the next to arrive.
    ///
    /// A request is in the journal before its client receives the answer.
    ///
    /// - Parameters:
    ///   - filter: the conditions; ``RequestFilter/after`` leaves out requests already seen.
    ///   - timeout: the longest wait, in real time.
    /// - Returns: the request.
    /// - Throws: ``OrgControlError/timeout(_:after:nearest:)``, or `CancellationError` where the task is cancelled.
    public func wait(for filter: RequestFilter, timeout: Duration = .seconds(10)) async throws -> RecordedRequest {
        let (journal, conditions) = (reference.tenant.journal, filter.journalFilter)
        let wait = Wait(
            listeners: journal.listeners,
            present: { conditions.entries(of: journal).first.map { RecordedRequest($0, showsSecrets: false) } }
        )
        return try await wait.first(within: timeout) {
            .timeout(filter, after: timeout, nearest: conditions.nearest(in: journal).map(NearMissedRequest.init))
        }
    }
}
