import MockOktaFormats
import MockOktaModel
import MockOktaTestSupport

/// Rows about `client_assertion` (RFC 7523; Okta, "Client authentication").
enum AssertionErrors {
    private static let now = Int(TestDouble.start.seconds)

    static let cases: [ErrorCase] = [
        .token(
            "client_assertion_type_invalid",
            [],
            ErrorCase.service("orders:read") + [("client_assertion_type", "urn:x"), ("client_assertion", "a.b.c")]
        ),
        .token("client_assertion_type_invalid", [], ErrorCase.service("x") + [("client_assertion", "a.b.c")]),
        .token("client_assertion_invalid_jwt", [], Assertion.form("a.b.c", ErrorCase.service("orders:read"))),
        .token(
            "client_assertion_invalid_jwt",
            [],
            ErrorCase.service("orders:read") + [("client_assertion_type", Assertion.type)]
        ),
        changed("client_assertion_invalid_issuer", ["iss": "no-such-app"]),
        changed("client_assertion_invalid_issuer", ["iss": nil]),
        changed("client_assertion_invalid_subject", ["sub": "web-app"]),
        changed("client_assertion_invalid_subject", ["sub": nil]),
        changed("client_assertion_invalid_audience", ["aud": "https://elsewhere.example"]),
        changed("client_assertion_invalid_audience", ["aud": nil]),
        changed("client_assertion_expiration_required", ["exp": nil]),
        changed("client_assertion_expiration_required", ["exp": "soon"]),
        changed("client_assertion_expired_token", ["exp": .integer(now)]),
        changed("client_assertion_expires_too_far_in_future", ["exp": .integer(now + 3601)]),
        changed("client_assertion_issued_at_in_future", ["iat": .integer(now + 1)]),
        changed("client_assertion_issued_at_in_future", ["iat": "now"]),
        ErrorCase("client_assertion_already_used") { client in
            let assertion = try Assertion(client.double, ["jti": "once"]).signed(client.double)
            let form = Assertion.form(assertion, ErrorCase.service("orders:read"))
            _ = try client.token(form)
            return try client.token(form)
        },
        ErrorCase("client_assertion_invalid_signature") { client in
            var assertion = Assertion(client.double)
            let signature = try assertion.signed(client.double).split(separator: ".")[2]
            assertion.claims["jti"] = "another"
            let parts = try assertion.signed(client.double).split(separator: ".")
            let forged = "\(parts[0]).\(parts[1]).\(signature)"
            return try client.token(Assertion.form(forged, ErrorCase.service("orders:read")))
        },
        ErrorCase("client_assertion_invalid_kid") { client in
            let assertion = try Assertion(client.double).signed(client.double, keyID: "no-such-key")
            return try client.token(Assertion.form(assertion, ErrorCase.service("orders:read")))
        },
        ErrorCase("client_assertion_invalid_signature_algorithm") { client in
            let assertion = try Assertion(client.double).signed(client.double, header: ["alg": "none"])
            return try client.token(Assertion.form(assertion, ErrorCase.service("orders:read")))
        },
        keyed("client_assertion_jwks_not_configured", [], "keyless-app"),
        keyed("client_assertion_invalid_key_use", ["sig"], "enc-app"),
        keyed("client_assertion_invalid_jwks", [], "broken-app"),
        secret("client_assertion_invalid_secret_length", "weak-app", "too-short"),
        secret("client_assertion_invalid_no_secret", "native-app", "whatever-it-is-there-is-none-here"),
        secret("invalid_token_endpoint_auth_method", "web-app", "web-secret"),
    ]

    private static func changed(_ name: String, _ changes: JSONObject) -> ErrorCase {
        ErrorCase(name) { client in
            let assertion = try Assertion(client.double, changes).signed(client.double)
            return try client.token(Assertion.form(assertion, ErrorCase.service("orders:read")))
        }
    }

    private static func keyed(_ name: String, _ values: [String] = [], _ app: String) -> ErrorCase {
        ErrorCase(name, values) { client in
            let assertion = try Assertion(client.double, client: app).signed(client.double, keyID: "k1")
            return try client.token(Assertion.form(assertion, ErrorCase.service("orders:read")))
        }
    }

    private static func secret(_ name: String, _ app: String, _ secret: String) -> ErrorCase {
        ErrorCase(name) { client in
            let assertion = try Assertion(client.double, client: app).signed(secret: secret)
            return try client.token(Assertion.form(assertion, ErrorCase.password()))
        }
    }
}
