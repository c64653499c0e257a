import MockOktaFormats

extension OAuthClient {
    /// Parameters of an authorize request for the built-in `web-app`, with PKCE, changed as a test likes.
    package static func authorize(_ changes: [String: String?] = [:]) -> [(String, String)] {
        let standard: [(String, String)] = [
            ("client_id", "web-app"), ("response_type", "code"), ("redirect_uri", "http://localhost:3000/callback"),
            ("scope", "openid"), ("state", "s-1"), ("nonce", "n-1"), ("code_challenge", PKCE.challenge),
            ("code_challenge_method", "S256"),
        ]
        var parameters = standard.compactMap { name, value in
            guard let change = changes[name] else { return (name, value) }
            return change.map { (name, $0) }
        }
        let known = Set(standard.map(\.0))
        for (name, value) in changes.sorted(by: { $0.key < $1.key }) where !known.contains(name) {
            if let value { parameters.append((name, value)) }
        }
        return parameters
    }

    /// Opens `/authorize`, signs in if a page asks for it, and returns the answer that goes to the app.
    package func signIn(
        _ browser: Browser,
        _ parameters: [(String, String)],
        as user: (String, String) = ("alice@example.com", "Alice-pw-1")
    ) throws -> Answer {
        let first = try browser.get(base + "/v1/authorize", parameters)
        return first.status == 200 ? try browser.signIn(first, user.0, user.1) : first
    }

    /// A code for the built-in `web-app`, or another client by changed parameters.
    package func code(
        _ changes: [String: String?] = [:],
        as user: (String, String) = ("alice@example.com", "Alice-pw-1")
    ) throws -> String {
        let answer = try signIn(Browser(double), Self.authorize(changes), as: user)
        guard let code = answer.redirect["code"] else { throw Browser.Failure(description: "no code: \(answer)") }
        return code
    }

    /// The parameters that redeem a code got by `code()`.
    package static func redeem(_ code: String, _ changes: [String: String?] = [:]) -> [(String, String)] {
        let standard: [(String, String?)] = [
            ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", "http://localhost:3000/callback"),
            ("code_verifier", PKCE.verifier),
        ]
        let known = Set(standard.map(\.0))
        let kept = standard.compactMap { name, value in (changes[name] ?? value).map { (name, $0) } }
        return kept
            + changes.sorted { $0.key < $1.key }.compactMap { name, value in
                known.contains(name) ? nil : value.map { (name, $0) }
            }
    }

    /// The built-in confidential client.
    package static let web = ("web-app", "web-secret")
}
