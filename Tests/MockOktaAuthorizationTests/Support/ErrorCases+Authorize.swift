import MockOktaFormats
import MockOktaTestSupport

/// Rows that `/authorize` sends to the app, or shows where it must not.
enum AuthorizeErrors {
    static let parameters: [ErrorCase] = [
        .redirect("invalid_state", [], ["state": nil]),
        .redirect("invalid_state", [], ["state": ""]),
        .redirect("invalid_nonce", [], ["response_type": "id_token", "nonce": nil]),
        .redirect("invalid_nonce", [], ["response_type": "token", "nonce": nil]),
        .redirect("invalid_nonce", [], ["response_type": "code token", "nonce": nil]),
        .redirect("invalid_prompt", ["none, login, consent, login consent"], ["prompt": "now"]),
        .redirect("invalid_prompt", ["none, login, consent, login consent"], ["prompt": "none login"]),
        .redirect("invalid_prompt_for_zero_max_age", [], ["prompt": "none", "max_age": "0"]),
        .redirect("invalid_prompt_idp_refresh_without_idp_param", [], ["prompt": "idp_refresh"]),
        .redirect("invalid_max_age", [], ["max_age": "-1"]),
        .redirect("invalid_max_age", [], ["max_age": "2147483648"]),
        .redirect("invalid_max_age", [], ["max_age": "soon"]),
        .redirect("unknown_idp", [], ["idp": "0oa1"]),
        .redirect("unknown_idp", [], ["idp": "0oa1", "prompt": "idp_refresh"]),
        .redirect(
            "pkce_missing_challenge",
            [],
            [
                "client_id": "spa-app", "redirect_uri": "http://localhost:5173/callback", "code_challenge": nil,
                "code_challenge_method": nil,
            ]
        ),
        .redirect("pkce_unsupported_code_challenge_method", ["S256"], ["code_challenge_method": "plain"]),
        .redirect("pkce_unsupported_code_challenge_method", ["S256"], ["code_challenge_method": nil]),
        .redirect("pkce_invalid_challenge", [], ["code_challenge": "too-short"]),
        .redirect("pkce_invalid_challenge", [], ["code_challenge": PKCE.challenge + "+"]),
        .redirect("unsupported_response_type", ["code, token, id_token"], ["response_type": "magic"]),
        .redirect("unsupported_response_type", ["code, token, id_token"], ["response_type": nil]),
        .redirect("unsupported_response_type", ["code, token, id_token"], ["response_type": "none"]),
        .redirect(
            "unsupported_response_type",
            ["code"],
            ["client_id": "jwt-app", "response_type": "code id_token"]
        ),
        .redirect("unsupported_response_mode", [], ["response_mode": "smoke"]),
        .redirect(
            "unsupported_response_mode_query_with_tokens",
            [],
            ["response_mode": "query", "response_type": "id_token"]
        ),
        .redirect("unsupported_response_mode_okta_post_message_with_code", [], ["response_mode": "okta_post_message"]),
        .redirect("interaction_required", [], ["client_id": "interaction-app"]),
        .redirect("request_uri_not_supported", [], ["request_uri": "https://app.example/request.jwt"]),
        .redirect("invalid_request_uri", [], ["request_uri": "urn:okta:x"]),
        .redirect(
            "authorize_request_object_and_request_uri_provided",
            [],
            ["request": "a.b.c", "request_uri": "urn:x"]
        ),
        .redirect("unsupported_resource", ["https://api.example"], ["resource": "https://api.example"]),
        .redirect("unmet_authentication_requirements", [], ["acr_values": "phr phrh"]),
        .redirect("no_matching_scope", [], ["scope": "openid no-such"]),
        .redirect("illegal_custom_scope", [], ["scope": "openid orders:read"], server: nil),
        .redirect("no_default_scopes", [], ["scope": nil]),
        .redirect("missing_scopes", [], ["scope": nil], server: nil),
        .redirect("openid_scope_required", [], ["scope": "email"]),
        .redirect("openid_scope_required", [], ["scope": "orders:read", "response_type": "id_token"]),
        .redirect("login_required", [], ["prompt": "none"]),
        .repeated(["scope"], .redirect),
        .repeated(["state"], .redirect),
        .repeated(["response_type", "nonce"], .redirect),
        .repeated(["scope"], .redirect, ["response_type": "magic"]),
    ]

    static let service: [ErrorCase] = [
        ErrorCase("invalid_client_application_type", ["authorize"], .redirect) { client in
            let overlay =
                "{apps: [{client_id: 's', application_type: 'service', "
                + "redirect_uris: ['http://localhost:3000/callback']}]}"
            let double = try FidelityOrganization.double(overlay)
            return try Browser(double).get(
                "/oauth2/default/v1/authorize",
                OAuthClient.authorize(["client_id": "s"])
            )
        }
    ]

    static let pages: [ErrorCase] = [
        .page("missing_redirect_uri", [], ["redirect_uri": nil]),
        .page("illegal_redirect_uri", [], ["redirect_uri": "https://elsewhere.example/"]),
        .page("request_uri_not_supported", [], ["redirect_uri": nil, "request_uri": "https://app.example/r.jwt"]),
        .repeated(["client_id"], .page),
        .repeated(["redirect_uri"], .page),
        .repeated(["scope", "redirect_uri"], .page),
        .repeated(["scope"], .page, ["client_id": "nobody"]),
        .page("invalid_client_application_type", ["authorize"], ["client_id": "service-app"]),
        ErrorCase("request_expired", [], .page) { client in
            let browser = Browser(client.double)
            let page = try browser.get(client.base + "/v1/authorize", OAuthClient.authorize())
            client.double.advance(3600)
            return try browser.signIn(page, "alice@example.com", "Alice-pw-1")
        },
    ]

    static let people: [ErrorCase] = [
        .signedIn("user_not_assigned", [], ["client_id": "closed-app"]),
        .signedIn(
            "no_matching_policy",
            [],
            ["scope": "orders:write"],
            as: ("bob@example.com", "Bob-pw-1"),
            server: "short"
        ),
        .signedIn("no_scope_allowed", [], ["scope": nil], server: "stingy"),
        ErrorCase("access_denied", [], .redirect) { client in
            let browser = Browser(client.double)
            let page = try browser.get(client.base + "/v1/authorize", OAuthClient.authorize())
            let cancel = HTMLForm.all(in: page.text).first { $0.action.hasSuffix("/cancel") }
            return try browser.post(cancel?.action ?? "", cancel?.filled(text: "", password: "") ?? [])
        },
        ErrorCase("consent_required", ["asked"], .redirect) { client in
            let careful = OAuthClient(client.double, server: "careful")
            let browser = Browser(client.double)
            _ = try client.signIn(browser, OAuthClient.authorize())
            let parameters = OAuthClient.authorize([
                "client_id": "consent-app", "scope": "plain asked asked-softly", "prompt": "none",
            ])
            return try careful.signIn(browser, parameters)
        },
        ErrorCase("app_sign_on_required", [], .redirect) { client in
            let browser = Browser(client.double)
            _ = try client.signIn(browser, OAuthClient.authorize())
            client.double.advance(11)
            return try client.signIn(browser, OAuthClient.authorize(["prompt": "none", "max_age": "10"]))
        },
    ]
}
