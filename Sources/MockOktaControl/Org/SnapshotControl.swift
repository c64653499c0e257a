import MockOktaFormats
import MockOktaHTTP
import MockOktaModel

/// `/_mock/snapshots`: saves, restores and removes the whole state of a tenant.
enum SnapshotControl {
    static func list(_ context: ControlContext) throws(ControlError) -> HTTPResponse {
        let names = try ControlError.translating { () throws(Refusal) in try context.tenant.snapshotNames }
        let rows = names.map { JSON.object(["name": .string($0)]) }
        return ControlResponse.json(.ok, ["snapshots": .array(rows)])
    }

    static func save(_ name: String, _ context: ControlContext) throws(ControlError) -> HTTPResponse {
        let limit = context.tenant.organization.settings.limit(.snapshots)
        let isSaved = try ControlError.translating { () throws(Refusal) in
            try context.tenant.saveSnapshot(name, limit: limit)
        }
        guard isSaved else {
            throw .tooMany("snapshots", .snapshots, limit, remedy: "remove one by DELETE /_mock/snapshots/{name}")
        }
        return ControlResponse.json(.created, ["name": .string(name)])
    }

    static func restore(_ name: String, _ context: ControlContext) throws(ControlError) -> HTTPResponse {
        let isThere = try ControlError.translating { () throws(Refusal) in
            try context.tenant.restoreSnapshot(name)
        }
        guard isThere else { throw absent(name) }
        return ControlResponse.json(.ok, ["name": .string(name)])
    }

    static func remove(_ name: String, _ context: ControlContext) throws(ControlError) -> HTTPResponse {
        let isThere = try ControlError.translating { () throws(Refusal) in
            try context.tenant.removeSnapshot(name)
        }
        guard isThere else { throw absent(name) }
        return HTTPResponse(.noContent)
    }

    private static func absent(_ name: String) -> ControlError {
        ControlError(.notFound, "there is no snapshot \(name)")
    }
}
