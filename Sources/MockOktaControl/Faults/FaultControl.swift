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
