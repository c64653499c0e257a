package import MockOktaFormats
import MockOktaHTTP

/// `/_mock/tokens`: mints any token, valid or defective, without a flow.
enum TokenControl {
    static func mint(_ context: ControlContext) throws(ControlError) -> HTTPResponse {
        let body = try ControlBody(context.request, allowed: TokenRequest.members)
        return ControlResponse.json(.created, .object(try TokenRequest(body, context.operations).mint().json))
    }
}

extension ControlOperations {
    /// Mints a token.
    ///
    /// - Parameter members: those of a request to `/_mock/tokens`.
    /// - Returns: the token.
    /// - Throws: an error that names the wrong member and the allowed values.
    package func mint(_ members: JSONObject) throws(ControlError) -> ControlToken {
        try TokenRequest(ControlBody(members, allowed: TokenRequest.members), self).mint()
    }
}
