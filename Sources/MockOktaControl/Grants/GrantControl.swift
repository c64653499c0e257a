import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// `/_mock/grants`: who has been given what, and taking it back.
enum GrantControl {
    /// The newest grants, and how many match in all.
    static func list(_ call: ControlCall) throws(ControlError) -> HTTPResponse {
        let query = try ControlQuery(call.request, allowed: ["client_id", "user", "limit"])
        let snapshot = call.snapshot
        let user = try query["user"].map { login throws(ControlError) in try call.steering.user(login).id }
        var newest = NewestGrants(limit: try query.integer("limit") ?? 100)
        snapshot.state.grants.forEach(at: snapshot.now) { key, grant in
            if let clientID = query["client_id"], grant.clientID != clientID { return }
            if let user, grant.userID != user { return }
            newest.add(key, grant)
        }
        let rows = newest.sorted.map { GrantDescription(GrantID($0.key), $0.grant, snapshot).json }
        return ControlAnswer.json(.ok, ["grants": .array(rows), "total": .integer(newest.total)])
    }

    /// Revokes a grant as a refresh token's revocation does: every token that names it is inactive from now on.
    static func revoke(_ id: String, _ call: ControlCall) throws(ControlError) -> HTTPResponse {
        let snapshot = call.snapshot
        let isThere = GrantID(refreshTokenID: id).map { id in
            snapshot.state.grants.update(id.key, at: snapshot.now) { entry in
                entry?.record.isRevoked = true
                return entry != nil
            }
        }
        guard isThere == true else { throw ControlError(.notFound, "there is no grant \(id)") }
        return HTTPResponse(.noContent)
    }
}

/// The newest of many grants, without keeping all of a large store.
private struct NewestGrants {
    typealias Row = (key: RecordKey, grant: Grant)

    private let limit: Int
    private var rows: [Row] = []
    private(set) var total = 0

    init(limit: Int) {
        self.limit = limit
    }

    mutating func add(_ key: RecordKey, _ grant: Grant) {
        total += 1
        rows.append((key, grant))
        if rows.count >= 2 * limit + 1024 { rows = sorted }
    }

    /// Newest first; those of one instant by their key, so that the order is always the same.
    var sorted: [Row] {
        let sorted = rows.sorted { left, right in
            left.grant.created == right.grant.created
                ? (left.key.high, left.key.low) < (right.key.high, right.key.low)
                : left.grant.created > right.grant.created
        }
        return Array(sorted.prefix(limit))
    }
}
