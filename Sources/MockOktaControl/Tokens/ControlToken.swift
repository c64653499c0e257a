package import MockOktaFormats

/// A token made by the control API, without a flow.
package struct ControlToken: Sendable {
    package let text: String
    /// Nil for a refresh token, which is opaque.
    package var header: JSONObject?
    package var claims: JSONObject?
    /// The id of a refresh token in Okta's API (`oar…`); nil for a JWT.
    package var id: String?

    var json: JSONObject {
        var members: JSONObject = ["token": .string(text)]
        members["header"] = header.map { .object($0) }
        members["claims"] = claims.map { .object($0) }
        members["id"] = id.map { .string($0) }
        return members
    }
}
