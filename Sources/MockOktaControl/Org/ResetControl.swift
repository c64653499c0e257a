import MockOktaHTTP

/// `/_mock/reset`: returns a tenant to its initial state.
enum ResetControl {
    static func reset(_ context: ControlContext) throws(ControlError) -> HTTPResponse {
        let body = try ControlBody(context.request, allowed: ["keep"])
        context.tenant.reset(keeping: Set(try body.words("keep", of: ResetPart.self)))
        return HTTPResponse(.noContent)
    }
}
