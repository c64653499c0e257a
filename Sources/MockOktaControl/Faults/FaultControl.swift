import MockOktaFormats
import MockOktaHTTP
import MockOktaModel

/// `/_mock/faults`.
enum FaultControl {
    static func add(_ context: ControlContext) throws(ControlError) -> HTTPResponse {
        let limit = context.tenant.organization.settings.limit(.faults)
        let body = try ControlBody(context.request, allowed: FaultRule.members)
        let fault = try context.tenant.changeFaults { (faults) throws(ControlError) in
            try faults.add(body, limit: limit)
        }
        return ControlResponse.json(.created, fault.json)
    }

    static func list(_ context: ControlContext) -> HTTPResponse {
        ControlResponse.json(.ok, ["faults": .array(context.tenant.faults.all.map(\.json))])
    }

    /// One fault, with the requests that it nearly matches while it has not acted.
    static func read(_ id: String, _ context: ControlContext) throws(ControlError) -> HTTPResponse {
        guard let fault = context.tenant.faults.all.first(where: { $0.id == id }) else {
            throw ControlError(.notFound, "there is no fault \(id)")
        }
        guard fault.count.hits == 0, var members = fault.json.object else {
            return ControlResponse.json(.ok, fault.json)
        }
        let nearest = fault.nearest(in: context.tenant.journal, context.snapshot)
        members["nearest"] = .array(nearest.map { $0.json(showsSecrets: false) })
        return ControlResponse.json(.ok, .object(members))
    }

    static func removeAll(_ context: ControlContext) throws(ControlError) -> HTTPResponse {
        try context.tenant.changeFaults { faults in faults.removeAll() }
        return HTTPResponse(.noContent)
    }

    static func remove(_ id: String, _ context: ControlContext) throws(ControlError) -> HTTPResponse {
        let isThere = try context.tenant.changeFaults { faults in faults.remove(id) }
        guard isThere else { throw ControlError(.notFound, "there is no fault \(id)") }
        return HTTPResponse(.noContent)
    }
}
