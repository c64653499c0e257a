import MockOktaFormats
import MockOktaTestSupport
import Testing

/// The Config plan's one module (OpenID Connect Discovery §3, §4).
@Suite struct DiscoveryModules {
    /// Members that OpenID Connect Discovery, RFC 8414, RP-Initiated Logout and RFC 9101 define.
    private static let texts = [
        "issuer", "authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri", "registration_endpoint",
        "introspection_endpoint", "revocation_endpoint", "end_session_endpoint", "device_authorization_endpoint",
        "pushed_authorization_request_endpoint",
    ]
    private static let lists = [
        "response_types_supported", "response_modes_supported", "grant_types_supported", "subject_types_supported",
        "id_token_signing_alg_values_supported", "scopes_supported", "token_endpoint_auth_methods_supported",
        "claims_supported", "code_challenge_methods_supported", "introspection_endpoint_auth_methods_supported",
        "revocation_endpoint_auth_methods_supported", "request_object_signing_alg_values_supported",
        "dpop_signing_alg_values_supported",
    ]
    private static let switches = ["request_parameter_supported", "request_uri_parameter_supported"]

    @Test(arguments: ServerVariation.config)
    func `oidcc-discovery-endpoint-verification`(variation: ServerVariation) throws {
        let double = try ConformanceOrg.start()
        let path = (variation.server.map { "/oauth2/\($0)" } ?? "") + "/.well-known/openid-configuration"
        let answer = try Browser(double).get(path)
        #expect(answer.status == 200)
        #expect(answer.field("Content-Type") == "application/json")
        let document = try #require(answer.json.object)
        #expect(document["issuer"]?.string.map { $0 + "/.well-known/openid-configuration" } == double.url + path)
        verifyTypes(document, double)
        verifyContents(document)
        try verifyKeys(document, double)
    }

    private func verifyTypes(_ document: JSONObject, _ double: TestDouble) {
        for member in document.members {
            if Self.texts.contains(member.key) {
                #expect(member.value.string?.hasPrefix(double.url) == true, "\(member.key)")
            } else if Self.lists.contains(member.key) {
                let values = member.value.array ?? []
                #expect(!values.isEmpty && values.allSatisfy { $0.string?.isEmpty == false }, "\(member.key)")
                #expect(Set(values).count == values.count, "\(member.key)")
            } else {
                #expect(Self.switches.contains(member.key) && member.value.bool != nil, "\(member.key)")
            }
        }
    }

    private func verifyContents(_ document: JSONObject) {
        func list(_ name: String) -> [String] { document[name]?.strings ?? [] }
        #expect(Set(list("response_types_supported")).isSuperset(of: ["code", "id_token", "id_token token"]))
        #expect(list("subject_types_supported") == ["public"])
        #expect(list("id_token_signing_alg_values_supported").contains("RS256"))
        #expect(list("scopes_supported").contains("openid"))
        #expect(list("scopes_supported").allSatisfy { $0.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x22 } })
        #expect(Set(list("claims_supported")).isSuperset(of: ["iss", "sub", "aud", "iat", "exp", "auth_time"]))
        #expect(Set(list("grant_types_supported")).isSuperset(of: ["authorization_code", "implicit"]))
        #expect(list("code_challenge_methods_supported").contains("S256"))
        for name in ["authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri"] {
            #expect(document[name] != nil, "\(name)")
        }
    }

    private func verifyKeys(_ document: JSONObject, _ double: TestDouble) throws {
        let url = try #require(document["jwks_uri"]?.string)
        let answer = try Browser(double).get(String(url.dropFirst(double.url.count)))
        #expect(answer.status == 200)
        let server = document["issuer"]?.string == double.url ? nil : "default"
        let party = RelyingParty(double, Variation.basic[0], server: server)
        IDTokenCheck(party, nonce: nil, keys: answer.json).checkKeys()
    }
}
