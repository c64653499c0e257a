import MockOktaEndpoints
import MockOktaHTTP
import MockOktaModel
import MockOktaTestSupport

extension RequestMaker {
    /// The parameters of an endpoint of the newer half of OAuth; nil for any other endpoint.
    mutating func newer(_ endpoint: Endpoint?, _ fields: inout HTTPFields) -> [(String, String)]? {
        guard let path = endpoint?.paths.first else { return nil }
        let values = mangler.loot.newer
        switch path {
        case "/oauth2/v1/par":
            if chance(3) { fields["DPoP"] = proof() }
            return authorize().filter { $0.0 != "client_id" } + object() + newerClient(&fields)
        case "/oauth2/v1/device/authorize": return [("scope", "openid offline_access")] + newerClient(&fields)
        case "/oauth2/v1/bc/authorize": return authentication() + newerClient(&fields)
        case "/activate": return [("user_code", pick(values.userCodes))]
        case "/bc/approve": return [("auth_req_id", pick(values.authRequestIDs))]
        case "/oauth2/v1/authorize" where chance(3):
            guard chance(2) else { return [("client_id", "newer-app"), ("request_uri", pick(values.requestURIs))] }
            return authorize().filter { $0.0 != "client_id" } + [("client_id", "newer-app")] + object()
        case "/oauth2/v1/userinfo" where chance(2):
            fields["Authorization"] = inField("DPoP " + pick([values.boundToken, mangler.bad(values.boundToken)]))
            fields["DPoP"] = proof()
            return []
        case "/oauth2/v1/introspect" where chance(3):
            fields["DPoP"] = proof()
            return [("token", values.boundToken), ("token_type_hint", "access_token")] + newerClient(&fields)
        case let path where path.hasPrefix("/oauth2/v1/clients"): return registration(&fields)
        default: return nil
        }
    }

    /// A request of the token endpoint for a grant of the newer half, or bound to a key.
    mutating func newerToken(_ fields: inout HTTPFields) -> [(String, String)] {
        let loot = mangler.loot
        if chance(3) { fields["DPoP"] = proof() }
        let client = newerClient(&fields)
        let bearer = "urn:ietf:params:oauth:grant-type:"
        switch Int.random(in: 0..<5, using: &random) {
        case 0: return [("grant_type", NewerValues.device), ("device_code", pick(loot.newer.deviceCodes))] + client
        case 1: return [("grant_type", NewerValues.ciba), ("auth_req_id", pick(loot.newer.authRequestIDs))] + client
        case 2: return [("grant_type", bearer + "jwt-bearer"), ("assertion", pick(loot.everything))] + client
        case 3:
            let type = "urn:ietf:params:oauth:token-type:"
            return client + [
                ("grant_type", bearer + "token-exchange"), ("subject_token", pick(loot.everything)),
                ("subject_token_type", type + pick(["access_token", "id_token", "jwt"])), ("scope", "openid"),
                ("audience", "api://default"),
            ]
        default:
            return client + [
                ("grant_type", "password"), ("username", "alice@example.com"), ("password", "Alice-pw-1"),
                ("scope", "openid"),
            ]
        }
    }

    private mutating func newerClient(_ fields: inout HTTPFields) -> [(String, String)] {
        guard !chance(5) else { return client(&fields) }
        fields["Authorization"] = OAuthClient.basic(NewerValues.client)
        return []
    }

    private mutating func proof() -> String {
        let proof = pick(mangler.loot.newer.proofs)
        return chance(3) ? inField(mangler.bad(proof)) : proof
    }

    private mutating func object() -> [(String, String)] {
        chance(3) ? [("request", pick(mangler.loot.newer.requestObjects))] : []
    }

    private mutating func authentication() -> [(String, String)] {
        guard !chance(3) else { return [("request", pick(mangler.loot.newer.requestObjects))] }
        let hint = chance(3) ? ("id_token_hint", pick(mangler.loot.idTokens)) : ("login_hint", "alice@example.com")
        return [("scope", "openid"), hint, ("binding_message", "<b>12</b>"), ("requested_expiry", "30")]
    }

    private mutating func registration(_ fields: inout HTTPFields) -> [(String, String)] {
        if !chance(8) { fields["Authorization"] = "SSWS mock-api-token" }
        return [
            ("client_name", "name \(Int.random(in: 0..<1000, using: &random))"),
            ("redirect_uris", "[\"http://localhost:3000/callback\"]"),
            ("response_types", "[\"code\"]"), ("grant_types", "[\"authorization_code\"]"),
            ("application_type", "web"), ("token_endpoint_auth_method", "client_secret_basic"),
        ]
    }
}
