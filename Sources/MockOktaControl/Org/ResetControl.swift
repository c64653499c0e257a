import MockOktaHTTP
import MockOktaModel

/// `/_mock/reset`: returns a tenant to its initial state.
enum ResetControl {
    static func reset(_ context: ControlContext) throws(ControlError) -> HTTPResponse {
        let body = try ControlBody(context.request, allowed: ["keep"])
        let kept = Set(try body.words("keep", of: ResetPart.self))
        try ControlError.translating { () throws(Refusal) in try context.tenant.reset(keeping: kept) }
        return HTTPResponse(.noContent)
    }
}
