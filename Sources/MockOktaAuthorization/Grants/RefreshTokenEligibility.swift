import MockOktaModel

/// Whether an app gets refresh tokens at all: its grants must include `refresh_token`.
struct RefreshTokenEligibility {
    let allows: Bool

    init(_ client: Application, _ settings: Settings) {
        let isLegacyBrowserApp = client.type == .browser && !settings.givesBrowserAppsRefreshTokens
        allows = client.allows(.refreshToken) && !isLegacyBrowserApp
    }
}
