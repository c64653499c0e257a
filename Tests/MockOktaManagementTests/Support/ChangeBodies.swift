import MockOktaFormats

/// A right body for each operation; `{n}` is replaced by a number.
enum ChangeBodies {
    static func body(for path: String) -> JSON {
        bodies[lastWord(path)] ?? ["id": "x", "name": "x{n}", "profile": [:]]
    }

    static func hasBody(for path: String) -> Bool { bodies[lastWord(path)] != nil }

    private static func lastWord(_ path: String) -> String {
        String(path.split(separator: "/").last { !$0.hasPrefix("{") } ?? "")
    }

    private static let bodies: [String: JSON] = [
        "users": [
            "id": "00u{n}",
            "profile": [
                "login": "u{n}@example.com", "email": "u{n}@example.com", "firstName": "U", "lastName": "{n}",
                "title": "pilot",
            ],
            "credentials": [
                "password": ["value": "Pw-{n}-Abc"], "recovery_question": ["question": "q?", "answer": "answer"],
                "provider": ["type": "OKTA", "name": "OKTA"],
            ],
            "groupIds": [],
        ],
        "groups": ["profile": ["name": "g{n}", "description": "d"]],
        "apps": [
            "name": "oidc_client", "label": "a{n}", "signOnMode": "OPENID_CONNECT",
            "credentials": [
                "oauthClient": [
                    "client_id": "client-{n}", "token_endpoint_auth_method": "client_secret_basic",
                    "autoKeyRotation": true, "pkce_required": false,
                ]
            ],
            "settings": [
                "oauthClient": [
                    "application_type": "web", "grant_types": ["authorization_code", "refresh_token"],
                    "redirect_uris": ["http://localhost/{n}"], "response_types": ["code"],
                    "refresh_token": ["rotation_type": "ROTATE", "leeway": 30],
                    "idp_initiated_login": ["mode": "DISABLED", "default_scope": []],
                ],
                "notes": ["admin": "x"], "implicitAssignment": false,
            ],
            "visibility": ["hide": ["iOS": true, "web": true]], "profile": ["team": "{n}"],
        ],
        "authorizationServers": [
            "name": "s{n}", "description": "d", "audiences": ["api://{n}"], "issuerMode": "ORG_URL",
            "credentials": ["signing": ["rotationMode": "MANUAL"]],
        ],
        "scopes": [
            "name": "scope:{n}", "description": "d", "consent": "REQUIRED", "metadataPublish": "ALL_CLIENTS",
            "default": false,
        ],
        "claims": [
            "name": "c{n}", "status": "ACTIVE", "claimType": "RESOURCE", "valueType": "GROUPS", "value": "g",
            "group_filter_type": "STARTS_WITH", "conditions": ["scopes": ["openid"]], "alwaysIncludeInToken": true,
        ],
        "policies": [
            "type": "OAUTH_AUTHORIZATION_POLICY", "name": "p{n}", "description": "d", "priority": 1,
            "status": "ACTIVE", "conditions": ["clients": ["include": ["ALL_CLIENTS"]]],
        ],
        "rules": [
            "type": "group_rule", "name": "r{n}", "priority": 1,
            "conditions": [
                "people": ["groups": ["include": ["EVERYONE"]], "users": ["exclude": []]],
                "grantTypes": ["include": ["authorization_code"]], "scopes": ["include": ["*"]],
                "expression": ["value": "user.title == 'pilot'", "type": "urn:okta:expression:1.0"],
            ],
            "actions": [
                "token": [
                    "accessTokenLifetimeMinutes": 60, "refreshTokenLifetimeMinutes": 0,
                    "refreshTokenWindowMinutes": 10080,
                ],
                "assignUserToGroups": ["groupIds": []],
            ],
        ],
        "trustedOrigins": [
            "name": "o{n}", "origin": "http://o{n}.example.com", "scopes": [["type": "CORS"], ["type": "REDIRECT"]],
        ],
        "user": ["name": "t{n}", "displayName": "T", "description": "d"],
        "schemas": [
            "definitions": [
                "custom": [
                    "id": "#custom", "type": "object",
                    "properties": ["x{n}": ["title": "X", "type": "string", "maxLength": 20, "scope": "SELF"]],
                    "required": [],
                ]
            ]
        ],
        "secrets": ["client_secret": "secret-of-{n}-and-more-letters", "status": "ACTIVE"],
        "jwks": ["kid": "k{n}", "kty": "RSA", "use": "sig", "n": "AQAB", "e": "AQAB"],
        "grants": ["scopeId": "okta.users.read", "issuer": "http://mock.example"],
        "keyRotate": ["use": "sig"], "associatedServers": ["trusted": ["short"]],
        "change_password": ["oldPassword": ["value": "Alice-pw-1"], "newPassword": ["value": "Alice-pw-1"]],
        "change_recovery_question": [
            "password": ["value": "Alice-pw-1"], "recovery_question": ["question": "q{n}", "answer": "abcd"],
        ],
        "forgot_password": ["password": ["value": "x"], "recovery_question": ["answer": "abcd"]],
        "sessions": ["sessionToken": "20111"],
        "idToken": ["valueType": "GROUPS", "groupFilterType": "REGEX", "value": ".*", "issuerMode": "ORG_URL"],
    ]
}
