import MockOktaFormats
import MockOktaHTTP
import MockOktaModel

/// `/_mock/orgs`: lists, makes and removes isolated orgs.
enum OrgControl {
    static func list(_ context: ControlContext) -> HTTPResponse {
        ControlResponse.json(.ok, ["orgs": .array(context.orgs.names.map { description($0, context) })])
    }

    static func create(_ name: String, _ context: ControlContext) throws(ControlError) -> HTTPResponse {
        guard OrgName.isValid(name) else {
            throw ControlError(
                .badValue,
                field: "name",
                "name must consist of at most 63 lowercase letters, digits, - and _"
            )
        }
        let body = context.request.body
        let isEmpty = body.isEmpty || (try? JSON.parse(body)) == .object([:])
        var warnings: [FixtureProblem] = []
        var organization: Organization?
        if !isEmpty { (organization, warnings) = try FixtureControl.organization(body) }
        let isMade = try ControlError.translating { () throws(Refusal) in
            try context.orgs.create(name, playing: organization)
        }
        guard isMade else {
            throw .tooManyOrgs(context.orgs.limit)
        }
        var answer = description(name, context).object ?? [:]
        if !warnings.isEmpty { answer["warnings"] = .array(warnings.map(FixtureControl.json)) }
        return ControlResponse.json(.created, .object(answer))
    }

    static func remove(_ name: String, _ context: ControlContext) throws(ControlError) -> HTTPResponse {
        let isThere = try ControlError.translating { () throws(Refusal) in try context.orgs.remove(name)
        }
        guard isThere else { throw ControlError(.notFound, "there is no org \(name)") }
        return HTTPResponse(.noContent)
    }

    private static func description(_ name: String, _ context: ControlContext) -> JSON {
        let scheme = context.request.scheme.rawValue
        let here = HostAndPort(context.request.authority ?? "").port.map(String.init)
        let port = context.access.orgPort.map(String.init) ?? here
        return ["name": .string(name), "url": .string("\(scheme)://\(name).localhost\(port.map { ":" + $0 } ?? "")")]
    }
}
