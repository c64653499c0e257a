import MockOktaFormats
import MockOktaHTTP

/// `/_mock/snapshots`: saves, restores and removes the whole state of a tenant.
enum SnapshotControl {
    static func save(_ name: String, _ context: ControlContext) -> HTTPResponse {
        context.tenant.saveSnapshot(name)
        return ControlResponse.json(.created, ["name": .string(name)])
    }

    static func restore(_ name: String, _ context: ControlContext) throws(ControlError) -> HTTPResponse {
        guard context.tenant.restoreSnapshot(name) else { throw absent(name) }
        return ControlResponse.json(.ok, ["name": .string(name)])
    }

    static func remove(_ name: String, _ context: ControlContext) throws(ControlError) -> HTTPResponse {
        guard context.tenant.removeSnapshot(name) else { throw absent(name) }
        return HTTPResponse(.noContent)
    }

    private static func absent(_ name: String) -> ControlError {
        ControlError(.notFound, "there is no snapshot \(name)")
    }
}
