/// The app under test: it signs a person in, calls with the token, and renews it when it is refused.
struct ShopApp: Sendable {
    enum Problem: Error {
        case refused(HTTP.Answer)
    }

    let issuer: String
    /// How the app waits: in a test, the double's time passes instead.
    var backOff: @Sendable (Duration) -> Void = { _ in }
    private(set) var accessToken = ""
    private var refreshToken = ""

    init(issuer: String) {
        self.issuer = issuer
    }

    mutating func signIn(_ name: String, password: String) throws {
        let scope = "openid profile offline_access"
        try fetchTokens([
            ("grant_type", "password"), ("username", name), ("password", password), ("scope", scope),
        ])
    }

    /// Whom the app greets; a token that is refused is renewed first.
    mutating func greeting() throws -> String {
        var answer = try userInfo()
        if answer.status == 401 {
            try renew()
            answer = try userInfo()
        }
        return "Hello, \(answer["name"] ?? "unpublishedKey")!"
    }

    func signOut() throws {
        _ = try HTTP.post(issuer + "/v1/revoke", [("token", refreshToken), ("client_id", "shop")])
    }

    /// What the app's own API asks before it lets a token in.
    func accepts(_ token: String) throws -> Bool {
        let answer = try HTTP.post(issuer + "/v1/introspect", [("token", token), ("client_id", "shop")])
        return answer["active"] == "true"
    }

    /// A connection that breaks is tried once more, with a refresh token that may have been used by then.
    private mutating func renew() throws {
        let form = [("grant_type", "refresh_token"), ("refresh_token", refreshToken)]
        do {
            try fetchTokens(form)
        } catch HTTP.Failure.cut {
            try fetchTokens(form)
        }
    }

    /// Backs off from a rate limit: a second, two, four and so on.
    private mutating func fetchTokens(_ form: [(String, String)]) throws {
        var pause = Duration.seconds(1)
        var answer = try HTTP.post(issuer + "/v1/token", form + [("client_id", "shop")])
        while answer.status == 429 {
            backOff(pause)
            pause *= 2
            answer = try HTTP.post(issuer + "/v1/token", form + [("client_id", "shop")])
        }
        guard let access = answer["access_token"] else { throw Problem.refused(answer) }
        accessToken = access
        refreshToken = answer["refresh_token"] ?? refreshToken
    }

    private func userInfo() throws -> HTTP.Answer {
        try HTTP.get(issuer + "/v1/userinfo", fields: ["Authorization": "Bearer \(accessToken)"])
    }
}

extension HTTP.Answer {
    /// A member of the JSON object in the body, as text.
    fileprivate subscript(name: String) -> String? {
        guard let start = body.firstRange(of: "\"\(name)\":")?.upperBound else { return nil }
        let value = body[start...].prefix { $0 != "," && $0 != "}" }
        return value.hasPrefix("\"") ? String(value.dropFirst().dropLast()) : String(value)
    }
}
