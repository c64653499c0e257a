/// The grants that Okta lets an app of each type have (Okta, "Applications API").
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

    /// Grants that end at a redirect URI.
    static let redirecting: Set<GrantType> = [.authorizationCode, .implicit]

    /// Grants that policy rules count: a refresh is judged by the grant it goes back to.
    static let inRules = Set(GrantType.allCases).subtracting([.refreshToken])
}
