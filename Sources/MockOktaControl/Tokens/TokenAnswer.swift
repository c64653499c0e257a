package import MockOktaFormats

/// A token that no flow has granted.
package struct TokenAnswer: Sendable {
    package let text: String
    /// Nil for a refresh token, which is opaque.
    package var header: JSONObject?
    package var claims: JSONObject?
    /// By which Okta's API knows a refresh token (`oar…`).
    package var id: String?

    var json: JSONObject {
        var members: JSONObject = ["token": .string(text)]
        members["header"] = header.map { .object($0) }
        members["claims"] = claims.map { .object($0) }
        members["id"] = id.map { .string($0) }
        return members
    }
}
