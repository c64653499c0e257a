import MockOktaTestSupport
import Testing

/// One way to make a row of Okta's error table appear.
struct ErrorCase: CustomTestStringConvertible, Sendable {
    /// How the row reaches the client.
    enum Channel: Sendable {
        case json, redirect, page, challenge
    }

    /// Okta's internal name of the row.
    let name: String
    /// What fills the placeholders of the description.
    let values: [String]
    let channel: Channel
    /// Where the endpoint answers with another status than the table has.
    let status: Int?
    let provoke: @Sendable (OAuthClient) throws -> Answer

    init(
        _ name: String,
        _ values: [String] = [],
        _ channel: Channel = .json,
        status: Int? = nil,
        provoke: @escaping @Sendable (OAuthClient) throws -> Answer
    ) {
        self.name = name
        self.values = values
        self.channel = channel
        self.status = status
        self.provoke = provoke
    }

    var testDescription: String { values.isEmpty ? name : "\(name) \(values)" }

    /// A token request; most rows need no more.
    static func token(
        _ name: String,
        _ values: [String] = [],
        _ form: [(String, String)],
        basic: (String, String)? = nil,
        server: String? = "default"
    ) -> ErrorCase {
        ErrorCase(name, values) { client in
            try OAuthClient(client.double, server: server).token(form, basic: basic)
        }
    }

    /// An authorize request whose refusal is redirected, before anybody has signed in.
    static func redirect(
        _ name: String,
        _ values: [String] = [],
        _ changes: [String: String?],
        server: String? = "default"
    ) -> ErrorCase {
        ErrorCase(name, values, .redirect) { client in
            let client = OAuthClient(client.double, server: server)
            return try Browser(client.double).get(client.base + "/v1/authorize", OAuthClient.authorize(changes))
        }
    }

    /// An authorize request with some parameters twice.
    static func repeated(
        _ names: [String],
        _ channel: Channel,
        _ changes: [String: String?] = [:]
    ) -> ErrorCase {
        let once = OAuthClient.authorize(changes)
        let listed = once.map(\.0).filter(names.contains).joined(separator: ", ")
        return ErrorCase("illegal_duplicated_parameters", [listed], channel) { client in
            try Browser(client.double).get(client.base + "/v1/authorize", once + names.map { ($0, "x") })
        }
    }

    /// An authorize request that is refused without a redirect.
    static func page(_ name: String, _ values: [String], _ changes: [String: String?]) -> ErrorCase {
        ErrorCase(name, values, .page) { client in
            try Browser(client.double).get(client.base + "/v1/authorize", OAuthClient.authorize(changes))
        }
    }

    /// An authorize request that is refused after sign-in.
    static func signedIn(
        _ name: String,
        _ values: [String] = [],
        _ changes: [String: String?],
        as user: (String, String) = ("alice@example.com", "Alice-pw-1"),
        server: String? = "default"
    ) -> ErrorCase {
        ErrorCase(name, values, .redirect) { client in
            let client = OAuthClient(client.double, server: server)
            return try client.signIn(Browser(client.double), OAuthClient.authorize(changes), as: user)
        }
    }

    static func password(_ changes: [String: String] = [:], scope: String? = "openid") -> [(String, String)] {
        var form = [
            ("grant_type", "password"), ("username", changes["username"] ?? "alice@example.com"),
            ("password", changes["password"] ?? "Alice-pw-1"),
        ]
        if let scope { form.append(("scope", scope)) }
        return form
    }

    static func service(_ scope: String?) -> [(String, String)] {
        [("grant_type", "client_credentials")] + (scope.map { [("scope", $0)] } ?? [])
    }
}
