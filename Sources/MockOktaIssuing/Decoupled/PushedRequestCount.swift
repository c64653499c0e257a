import MockOktaCrypto
package import MockOktaModel

/// How many requests a client has pushed and not used, so that it cannot fill the store.
///
/// The count begins anew an hour after its first request, when all that it counted has expired.
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

    /// Counts a request; returns false where that would exceed the limit.
    package func add(_ request: PushedRequest, limit: Int) throws(Refusal) -> Bool {
        let units = Self.units(of: request)
        guard share.add(units, at: now, limit: limit) else { return false }
        let isCounted = try state.clientCounts.update(key, at: now) { [now] entry in
            let count = (entry?.record ?? 0) + units
            guard count <= limit else { return false }
            entry = Expiring(count, expires: entry?.expires ?? now + PushedRequest.lifetime)
            return true
        }
        if !isCounted { share.remove(units) }
        return isCounted
    }

    /// Forgets a request that was used.
    package func remove(_ request: PushedRequest) throws(Refusal) {
        let units = Self.units(of: request)
        share.remove(units)
        try state.clientCounts.update(key, at: now) { entry in
            if let count = entry?.record { entry?.record = max(0, count - units) }
        }
    }

    private static func units(of request: PushedRequest) -> Int {
        1 + request.parameters.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count } / unitBytes
    }
}
