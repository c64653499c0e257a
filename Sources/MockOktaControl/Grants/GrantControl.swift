import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// `/_mock/grants`: lists and revokes grants.
enum GrantControl {
    /// Lists the newest grants, and the total number of matching ones.
    static func list(_ context: ControlContext) throws(ControlError) -> HTTPResponse {
        let query = try ControlQuery(context.request, allowed: ["client_id", "user", "id", "limit"])
        let snapshot = context.snapshot
        let user = try query["user"].map { login throws(ControlError) in try context.operations.user(login).id }
        var newest = NewestGrants(limit: try query.integer("limit", in: 0...10_000) ?? 100)
        let wanted = query["id"].map { GrantID(refreshTokenID: $0)?.key }
        try ControlError.translating { () throws(Refusal) in
            try snapshot.state.grants.forEach(at: snapshot.now) { key, grant in
                if let wanted, key != wanted { return }
                if let clientID = query["client_id"], !grant.clientID.hasSameBytes(as: clientID) { return }
                if let user, grant.userID != user { return }
                newest.add(key, grant)
            }
        }
        let rows = newest.sorted.map { GrantDescription(GrantID($0.key), $0.grant, snapshot).json }
        return ControlResponse.json(.ok, ["grants": .array(rows), "total": .integer(newest.total)])
    }

    /// Revokes a grant, as the revocation of its refresh token does: every token of the grant becomes inactive.
    static func revoke(_ id: String, _ context: ControlContext) throws(ControlError) -> HTTPResponse {
        let snapshot = context.snapshot
        guard let key = GrantID(refreshTokenID: id)?.key,
            try ControlError.translating({ () throws(Refusal) in try revoke(key, snapshot) })
        else { throw ControlError(.notFound, "there is no grant \(id)") }
        return HTTPResponse(.noContent)
    }

    /// Returns false where there is no such grant.
    private static func revoke(_ key: RecordKey, _ snapshot: OrgSnapshot) throws(Refusal) -> Bool {
        try snapshot.state.grants.update(key, at: snapshot.now) { entry in
            entry?.record.isRevoked = true
            return entry != nil
        }
    }
}

/// Collects the newest of many grants; its memory does not depend on their number.
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

    /// Newest first; grants of one instant are ordered by their key, so that the order is deterministic.
    var sorted: [Row] {
        let sorted = rows.sorted { left, right in
            left.grant.created == right.grant.created
                ? (left.key.high, left.key.low) < (right.key.high, right.key.low)
                : left.grant.created > right.grant.created
        }
        return Array(sorted.prefix(limit))
    }
}
