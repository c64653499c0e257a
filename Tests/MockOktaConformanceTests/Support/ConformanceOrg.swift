import MockOktaTestSupport

/// A client as a certification run registers it.
struct RegisteredClient: Sendable {
    let id: String
    let secret: String
    var sendsSecretInBody = false

    static let redirectURI = "https://rp.example/callback"
    static let postLogoutURI = "https://rp.example/goodbye"

    static let one = RegisteredClient(id: "rp-one", secret: "secret-of-rp-one")
    static let two = RegisteredClient(id: "rp-two", secret: "secret-of-rp-two")
    static let post = RegisteredClient(id: "rp-post", secret: "secret-of-rp-post", sendsSecretInBody: true)
}

/// The org that the modules run against: three clients, and a user whose profile has something for every claim.
enum ConformanceOrg {
    static let user = ("dana@example.com", "Dana-pw-1")

    static func start() throws -> TestDouble {
        let apps = [
            app(.one, "client_secret_basic", "STATIC"), app(.two, "client_secret_basic", "ROTATE"),
            app(.post, "client_secret_post", "STATIC"),
        ]
        return try TestDouble(builtInAnd: "{users: [\(dana)], apps: [\(apps.joined(separator: ","))]}", .socket)
    }

    private static func app(_ client: RegisteredClient, _ method: String, _ rotation: String) -> String {
        """
        {client_id: "\(client.id)", client_secret: "\(client.secret)", label: "\(client.id)",
         token_endpoint_auth_method: "\(method)", consent_method: "TRUSTED",
         grant_types: ["authorization_code", "implicit", "refresh_token"],
         response_types: ["code", "token", "id_token"],
         redirect_uris: ["\(RegisteredClient.redirectURI)"],
         post_logout_redirect_uris: ["\(RegisteredClient.postLogoutURI)"],
         refresh_token: {rotation_type: "\(rotation)", leeway: 0}}
        """
    }

    private static let dana = """
        {status: "ACTIVE", created: "2025-01-01T00:00:00.000Z", lastUpdated: "2025-02-01T00:00:00.000Z",
         profile: {login: "dana@example.com", email: "dana@example.com", firstName: "Dana", lastName: "Doe",
                   middleName: "Dee", nickName: "Dan", profileUrl: "https://dana.example/", timezone: "Europe/Berlin",
                   locale: "en_US", primaryPhone: "+49 30 1234567", streetAddress: "Main Street 1", city: "Berlin",
                   state: "BE", zipCode: "10115", countryCode: "DE", picture: "https://dana.example/me.png",
                   website: "https://dana.example/", gender: "female", birthdate: "1990-01-01"},
         credentials: {password: {value: "Dana-pw-1"}}}
        """
}
