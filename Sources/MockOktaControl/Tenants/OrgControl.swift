import MockOktaFormats
import MockOktaHTTP
import MockOktaModel

/// `/_mock/orgs`: isolated orgs beside the main one.
enum OrgControl {
    static func list(_ call: ControlCall) -> HTTPResponse {
        ControlAnswer.json(.ok, ["orgs": .array(call.orgs.names.map { description($0, call) })])
    }

    static func create(_ name: String, _ call: ControlCall) throws(ControlError) -> HTTPResponse {
        guard OrgName.isValid(name) else {
            throw ControlError(.badValue, field: "name", "a name has small letters, digits, - and _, at most 63")
        }
        let body = call.request.body
        let isEmpty = body.isEmpty || (try? JSON.parse(body)) == .object([:])
        let (organization, warnings) = isEmpty ? (nil, []) : try FixtureControl.organization([body])
        call.orgs.create(name, playing: organization)
        var answer = description(name, call).object ?? [:]
        if !warnings.isEmpty { answer["warnings"] = .array(warnings.map(FixtureControl.json)) }
        return ControlAnswer.json(.created, .object(answer))
    }

    static func remove(_ name: String, _ call: ControlCall) throws(ControlError) -> HTTPResponse {
        guard call.orgs.remove(name) else { throw ControlError(.notFound, "there is no org \(name)") }
        return HTTPResponse(.noContent)
    }

    private static func description(_ name: String, _ call: ControlCall) -> JSON {
        let scheme = call.request.scheme.rawValue
        let here = HostAndPort(call.request.authority ?? "").port.map(String.init)
        let port = call.access.orgPort.map(String.init) ?? here
        return ["name": .string(name), "url": .string("\(scheme)://\(name).localhost\(port.map { ":" + $0 } ?? "")")]
    }
}

/// `/_mock/snapshots`: the whole state of a tenant under a name.
enum SnapshotControl {
    static func save(_ name: String, _ call: ControlCall) -> HTTPResponse {
        call.tenant.saveSnapshot(name)
        return ControlAnswer.json(.created, ["name": .string(name)])
    }

    static func restore(_ name: String, _ call: ControlCall) throws(ControlError) -> HTTPResponse {
        guard call.tenant.restoreSnapshot(name) else { throw absent(name) }
        return ControlAnswer.json(.ok, ["name": .string(name)])
    }

    static func remove(_ name: String, _ call: ControlCall) throws(ControlError) -> HTTPResponse {
        guard call.tenant.removeSnapshot(name) else { throw absent(name) }
        return HTTPResponse(.noContent)
    }

    private static func absent(_ name: String) -> ControlError {
        ControlError(.notFound, "there is no snapshot \(name)")
    }
}
