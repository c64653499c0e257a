import Synchronization

extension IssuedState {
    /// Sign-ins that an org keeps, each of which is kept for its lifetime at most.
    package static let mostSignIns = 10_000
    /// How many sign-ins are added from one count to the next.
    package static let signInsBetweenCounts = 1_000

    /// Keeps a new sign-in; where an org has too many, the oldest are removed.
    ///
    /// They are counted once in a while only, so that adding one costs the same however many there are.
    ///
    /// - Parameters:
    ///   - transaction: the sign-in.
    ///   - key: its key.
    ///   - expires: when it ends by itself.
    ///   - now: the instant of the request.
    /// - Throws: `Refusal` where the store fails.
    package func keep(
        _ transaction: SignInTransaction,
        for key: RecordKey,
        expires: Instant,
        at now: Instant
    ) throws(Refusal) {
        try signIns.insert(transaction, for: key, expires: expires, at: now)
        guard addedSignIns.increment() % Self.signInsBetweenCounts == 0 else { return }
        var present: [(created: Instant, key: RecordKey)] = []
        try signIns.forEach(at: now) { key, transaction in present.append((transaction.created, key)) }
        guard present.count > Self.mostSignIns else { return }
        present.sort { $0.created < $1.created }
        for oldest in present.prefix(present.count - Self.mostSignIns) { try signIns.remove(oldest.key, at: now) }
    }
}

/// Counts across threads.
final class EventCount: Sendable {
    private let count = Atomic(0)

    /// Adds one; returns the new count.
    func increment() -> Int { count.wrappingAdd(1, ordering: .relaxed).newValue }
}
