package import MockOktaFormats

/// A token for the Management API (`Authorization: SSWS …`, Okta's ApiToken object).
package struct APIToken: Sendable {
    package var id: Identifier<APIToken>
    package var name: String
    /// The token itself, which Okta's API never shows.
    package var token: String
    package var source: JSONObject

    package init(id: Identifier<APIToken>, name: String, token: String, source: JSONObject = [:]) {
        self.id = id
        self.name = name
        self.token = token
        self.source = source
    }
}

extension APIToken: TableRow {
    /// By the token.
    package var keys: [ExactString] { [ExactString(token)] }
}
