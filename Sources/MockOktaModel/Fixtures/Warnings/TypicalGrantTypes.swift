/// The grant types that Okta permits for each app type (Okta, "Applications API").
enum TypicalGrantTypes {
    static func of(_ type: ApplicationType) -> Set<GrantType> {
        switch type {
        case .web: Set(GrantType.allCases)
        case .native: Set(GrantType.allCases).subtracting([.clientCredentials])
        case .browser:
            [
                .authorizationCode, .implicit, .refreshToken, .interactionCode, .tokenExchange, .otp, .oob, .mfaOTP,
                .mfaOOB,
            ]
        case .service: [.clientCredentials, .implicit, .tokenExchange, .saml2Bearer, .jwtBearer]
        }
    }

    /// The grant types that use a redirect URI.
    static let redirecting: Set<GrantType> = [.authorizationCode, .implicit]

    /// The grant types that policy rules can contain: a refresh is evaluated by its original grant type.
    static let inRules = Set(GrantType.allCases).subtracting([.refreshToken])
}
