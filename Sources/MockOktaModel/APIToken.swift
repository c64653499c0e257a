package import MockOktaFormats

/// A token for the Management API (`Authorization: SSWS …`, Okta's ApiToken object).
package struct APIToken: Sendable {
    package var id: Identifier<APIToken>
    package var name: String
    /// The token's value, which Okta's API never returns.
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
    /// The table key: the token.
    package var keys: [ExactString] { [ExactString(token)] }
}
