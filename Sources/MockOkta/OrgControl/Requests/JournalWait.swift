import MockOktaControl

/// Waits for a matching journal entry.
struct JournalWait: Sendable {
    private let journal: Journal
    private let filter: RequestFilter

    init(_ journal: Journal, _ filter: RequestFilter) {
        self.journal = journal
        self.filter = filter
    }

    func first(within timeout: Duration) async throws -> RecordedRequest {
        try await withThrowingTaskGroup(of: RecordedRequest?.self) { group in
            group.addTask { await first() }
            group.addTask {
                try await Task.sleep(for: timeout)
                return nil
            }
            defer { group.cancelAll() }
            if let found = try await group.next().flatMap(\.self) { return found }
            try Task.checkCancellation()
            // An entry that arrived before the deadline still counts.
            if let found = present { return found }
            throw OrgControlError.timeout(filter, after: timeout)
        }
    }

    private var present: RecordedRequest? {
        filter.journalFilter.entries(of: journal).first.map { RecordedRequest($0, showsSecrets: false) }
    }

    /// Nil where the task is cancelled.
    private func first() async -> RecordedRequest? {
        let changes = AsyncStream<Void>(bufferingPolicy: .bufferingNewest(1)) { continuation in
            let listener = journal.listen { continuation.yield() }
            continuation.onTermination = { [journal] _ in journal.stopListening(listener) }
            // The first iteration checks for entries that already exist.
            continuation.yield()
        }
        for await _ in changes {
            if let present { return present }
        }
        return nil
    }
}
