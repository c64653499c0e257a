import MockOktaCrypto
package import MockOktaModel

/// How many requests a client has pushed and not used, so that it cannot fill the store.
///
/// The count begins anew an hour after its first request, when all that it counted has expired. It is in the store, so
/// that all processes that share one count together.
package struct PushedRequestCount: Sendable {
    /// A large request counts as several of this size.
    private static let unitBytes = 4096

    private let state: IssuedState
    private let share: PushedRequestBudget.Share
    private let now: Instant
    private let key: RecordKey

    package init(_ client: Application, _ snapshot: OrgSnapshot) {
        state = snapshot.state
        share = snapshot.caches.pushedRequests
        now = snapshot.now
        key = RecordKey(SHA256.digest(Array("pushed requests\u{0}\(client.clientID)".utf8)))
    }

    /// Counts a request, and commits what keeps it.
    ///
    /// - Parameters:
    ///   - request: the request.
    ///   - limit: the greatest count.
    ///   - batch: keeps the request, and is committed with the count.
    ///   - refusal: thrown where the limit would be exceeded.
    /// - Throws: `refusal`, that of a use in the batch, or where the store fails; nothing is counted and kept then.
    package func add(
        _ request: PushedRequest,
        limit: Int,
        with batch: RecordBatch,
        orElse refusal: Refusal
    ) throws(Refusal) {
        let units = Self.units(of: request)
        guard share.add(units, at: now, limit: limit) else { throw refusal }
        var batch = batch
        batch.use(key, of: state.clientCounts) { [now] (entry) throws(Refusal) in
            let count = (entry?.record ?? 0) + units
            guard count <= limit else { throw refusal }
            entry = Expiring(count, expires: entry?.expires ?? now + PushedRequest.lifetime)
        }
        do throws(Refusal) {
            try state.commit(batch, at: now)
        } catch {
            share.remove(units)
            throw error
        }
    }

    /// Forgets a request that is used by a batch.
    package func remove(_ request: PushedRequest, in batch: inout RecordBatch) {
        let units = Self.units(of: request)
        batch.update(key, of: state.clientCounts) { entry in
            if let count = entry?.record { entry?.record = max(0, count - units) }
        }
        batch.afterwards { [share] in share.remove(units) }
    }

    private static func units(of request: PushedRequest) -> Int {
        1 + request.parameters.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count } / unitBytes
    }
}
