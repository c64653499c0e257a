/// `settings.oauthClient.application_type`.
package enum ApplicationType: String, CaseIterable, Sendable {
    case web, native, browser, service
}

/// `credentials.oauthClient.token_endpoint_auth_method`, in the order of Okta's metadata.
package enum ClientAuthenticationMethod: String, CaseIterable, Sendable {
    case clientSecretBasic = "client_secret_basic"
    case clientSecretPost = "client_secret_post"
    case clientSecretJWT = "client_secret_jwt"
    case privateKeyJWT = "private_key_jwt"
    case none
}

/// An element of an app's `response_types`, and of an authorize request's `response_type`.
package enum ResponseType: String, CaseIterable, Sendable {
    case code
    case token
    case idToken = "id_token"
}

/// `settings.oauthClient.consent_method`: whether the consent page is shown for scopes that require consent.
package enum ConsentMethod: String, CaseIterable, Sendable {
    case trusted = "TRUSTED"
    case required = "REQUIRED"
}

/// `settings.oauthClient.refresh_token`: whether a refresh returns the same refresh token or a new one.
package enum RefreshTokenRotation: Hashable, Sendable {
    case fixed
    /// The previous token stays valid for `leeway`, 0–60 s.
    case rotate(leeway: TimeSpan)
}
