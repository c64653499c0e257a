import MockOktaFormats
import MockOktaHTTP

/// `/_mock/faults`.
enum FaultControl {
    static func add(_ request: HTTPRequest, _ faults: FaultRegistry) throws(ControlError) -> HTTPResponse {
        let fault = try faults.add(ControlBody(request, allowed: FaultRule.members))
        return ControlResponse.json(.created, fault.json)
    }

    static func list(_ faults: FaultRegistry) -> HTTPResponse {
        ControlResponse.json(.ok, ["faults": .array(faults.all.map(\.json))])
    }

    static func removeAll(_ faults: FaultRegistry) -> HTTPResponse {
        faults.removeAll()
        return HTTPResponse(.noContent)
    }

    static func remove(_ id: String, _ faults: FaultRegistry) throws(ControlError) -> HTTPResponse {
        guard faults.remove(id) else { throw ControlError(.notFound, "there is no fault \(id)") }
        return HTTPResponse(.noContent)
    }
}
