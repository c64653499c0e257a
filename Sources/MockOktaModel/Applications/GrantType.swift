/// The grant types that Okta accepts for apps and in policy rules.
package enum GrantType: String, CaseIterable, Sendable {
    case authorizationCode = "authorization_code"
    case implicit
    case refreshToken = "refresh_token"
    case password
    case clientCredentials = "client_credentials"
    case interactionCode = "interaction_code"
    case deviceCode = "urn:ietf:params:oauth:grant-type:device_code"
    case tokenExchange = "urn:ietf:params:oauth:grant-type:token-exchange"
    case saml2Bearer = "urn:ietf:params:oauth:grant-type:saml2-bearer"
    case jwtBearer = "urn:ietf:params:oauth:grant-type:jwt-bearer"
    case ciba = "urn:openid:params:grant-type:ciba"
    case otp = "urn:okta:params:oauth:grant-type:otp"
    case oob = "urn:okta:params:oauth:grant-type:oob"
    case mfaOTP = "http://auth0.com/oauth/grant-type/mfa-otp"
    case mfaOOB = "http://auth0.com/oauth/grant-type/mfa-oob"
    case webAuthn = "urn:okta:params:oauth:grant-type:webauthn"
    case mfaWebAuthn = "urn:okta:params:oauth:grant-type:mfa-webauthn"
}
