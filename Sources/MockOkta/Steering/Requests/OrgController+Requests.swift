import MockOktaControl
import MockOktaEngine

/// The journal: what has been asked and answered, the latest ten thousand requests.
extension OrgController {
    /// The requests that a filter lets through, oldest first.
    ///
    /// - Parameters:
    ///   - filter: which; all where none is given.
    ///   - showingSecrets: passwords, secrets, codes and tokens of ``RecordedRequest/parameters`` too.
    /// - Returns: the requests.
    public func requests(_ filter: RequestFilter = .init(), showingSecrets: Bool = false) -> [RecordedRequest] {
        filter.journalFilter.entries(of: handle.tenant.journal)
            .map { RecordedRequest($0, showsSecrets: showingSecrets) }
    }

    /// How many requests a filter lets through.
    public func requestCount(_ filter: RequestFilter = .init()) -> Int {
        filter.journalFilter.entries(of: handle.tenant.journal).count
    }

    /// Forgets all requests; ids go on.
    public func forgetRequests() {
        handle.tenant.journal.removeAll()
    }

    /// The first request that a filter lets through: one that is there already, else the next to come.
    ///
    /// The request is in the journal before its client has the answer.
    ///
    /// - Parameters:
    ///   - filter: which; ``RequestFilter/after`` leaves out those already seen.
    ///   - timeout: the longest wait, in real time.
    /// - Returns: the request.
    /// - Throws: ``SteeringError/timeout(_:after:)``, or `CancellationError` when the task is cancelled.
    public func wait(for filter: RequestFilter, timeout: Duration = .seconds(10)) async throws -> RecordedRequest {
        try await JournalWatch(handle.tenant.journal, filter).first(within: timeout)
    }
}
