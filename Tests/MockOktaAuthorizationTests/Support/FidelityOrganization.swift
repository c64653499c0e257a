import MockOktaTestSupport

/// What the built-in org lacks for showing every rule: apps and servers with one peculiarity each.
enum FidelityOrganization {
    static func double(_ overlay: String = "{}", _ way: TestDouble.Way = .inProcess) throws -> TestDouble {
        try TestDouble([TestOrganization.builtIn(), fixture, overlay], way)
    }

    static let fixture = """
        {
          users: [{profile: {login: "expired@example.com"}, status: "PASSWORD_EXPIRED",
                   credentials: {password: {value: "Expired-pw-1"}}},
                  {profile: {login: "popular@example.com"}, groups: [\(groups)],
                   credentials: {password: {value: "Popular-pw-1"}}}],
          groups: [\(groups.split(separator: ",").map { "{profile: {name: \($0)}}" }.joined(separator: ","))],
          apps: [\(apps)],
          authorizationServers: [\(servers)],
        }
        """

    private static let groups = (1...101).map { "\"team-\($0)\"" }.joined(separator: ",")

    private static let callback = "redirect_uris: [\"http://localhost:3000/callback\"]"

    private static let apps = """
        {client_id: "consent-app", client_secret: "consent-secret", consent_method: "REQUIRED", \(callback),
         grant_types: ["authorization_code", "password", "refresh_token"]},
        {client_id: "closed-app", client_secret: "closed-secret", assignments: {}, \(callback),
         grant_types: ["authorization_code", "password"]},
        {client_id: "public-interaction-app", application_type: "native", token_endpoint_auth_method: "none",
         grant_types: ["interaction_code"], \(callback)},
        {client_id: "interaction-app", grant_types: ["interaction_code"], \(callback)},
        {client_id: "off-app", client_secret: "off-secret", status: "INACTIVE", \(callback)},
        {client_id: "bound-app", client_secret: "bound-secret", application_type: "service",
         dpop_bound_access_tokens: true},
        {client_id: "public-service", application_type: "native", token_endpoint_auth_method: "none",
         grant_types: ["client_credentials"]},
        {client_id: "post-app", client_secret: "post-secret", token_endpoint_auth_method: "client_secret_post",
         application_type: "service"},
        {client_id: "weak-app", client_secret: "too-short", token_endpoint_auth_method: "client_secret_jwt"},
        {client_id: "keyless-app", token_endpoint_auth_method: "private_key_jwt", application_type: "service"},
        {client_id: "enc-app", token_endpoint_auth_method: "private_key_jwt", application_type: "service",
         jwks: {keys: [{kty: "RSA", use: "enc", kid: "k1", n: "AQAB", e: "AQAB"}]}},
        {client_id: "broken-app", token_endpoint_auth_method: "private_key_jwt", application_type: "service",
         jwks: {keys: [{kty: "RSA", kid: "k1"}]}},
        {client_id: "key-web", token_endpoint_auth_method: "private_key_jwt", application_type: "web", \(callback),
         grant_types: ["client_credentials"], jwks: {keys: [{kty: "RSA", kid: "k1"}]}},
        {client_id: "granted-app", client_secret: "granted-secret", \(callback),
         grants: [{scopeId: "okta.users.read"}]},
        {client_id: "none-granted", client_secret: "none-secret", grants: [], \(callback)}
        """

    private static let servers = """
        {id: "careful", name: "careful", audiences: ["api://careful"], \(policy("*")), scopes: [
          {name: "asked", consent: "REQUIRED"}, {name: "asked-softly", consent: "FLEXIBLE"}, {name: "plain"}]},
        {id: "generous", name: "generous", audiences: ["api://generous"], \(policy("one")), scopes: [
          {name: "one", default: true}, {name: "two", default: true}, {name: "three"}]},
        {id: "stingy", name: "stingy", audiences: ["api://stingy"], \(policy("two")), scopes: [
          {name: "one", default: true}, {name: "two"}]},
        {id: "clumsy", name: "clumsy", audiences: ["api://clumsy"], \(policy("*")), scopes: [
          {name: "plain"}, {name: "all-teams"}, {name: "wrong"}],
         claims: [
          {name: "teams", valueType: "GROUPS", group_filter_type: "STARTS_WITH", value: "team-",
           conditions: {scopes: ["all-teams"]}},
          {name: "mistaken", value: "noSuchFunction(user.login)", conditions: {scopes: ["wrong"]}}]},
        {id: "astray", name: "astray", audiences: ["api://astray"], \(policy("*")), scopes: [{name: "plain"}],
         claims: [{name: "sub", value: "noSuchFunction(user.login)"}]}
        """

    private static func policy(_ scope: String) -> String {
        """
        policies: [{name: "All", conditions: {clients: {include: ["ALL_CLIENTS"]}}, rules: [{name: "All", conditions: {
          people: {groups: {include: ["EVERYONE"]}}, scopes: {include: ["\(scope)"]},
          grantTypes: {include: ["authorization_code", "implicit", "password", "client_credentials"]}}}]}]
        """
    }
}
