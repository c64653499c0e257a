import MockOktaFormats
import MockOktaModel
import Testing

struct SettingsBuilderTests {
    @Test func `without switches all is as Okta does it`() throws {
        let settings = try organization("{}").settings
        #expect(settings.clock == nil && !settings.isFrozen && settings.seed == nil)
        #expect(settings.givesBrowserAppsRefreshTokens && !settings.isStrictAboutClientAuthentication)
        #expect(!settings.decodesScopesTwice && settings.policyFailureStatus == 401 && settings.showsPersonas == nil)
        #expect(!settings.rotatesWithoutOfflineAccess && !settings.rulesAlwaysGrantOpenIDScopes)
        #expect(!settings.defaultRuleAllowsEveryGrant && !settings.isStrictAboutAPITokens)
    }

    @Test func `each switch is read, and later files turn single ones`() throws {
        let settings = try organization(
            #"""
            {"mock": {"clock": "2026-01-01T00:00:00Z", "frozen": true, "seed": 7, "spaRefreshTokens": "legacy",
              "strictClientAuth": true, "lenientScopes": true, "policyFailureStatus": 400, "journalCapacity": 5,
              "rotateWithoutOfflineAccess": true, "oidcScopesInRules": "always", "signInPage": {"personas": false}}}
            """#,
            #"{"mock": {"seed": 8}}"#
        ).settings
        #expect(settings.clock == Instant(seconds: 1_767_225_600))
        #expect(settings.isFrozen && settings.seed == 8 && !settings.givesBrowserAppsRefreshTokens)
        #expect(settings.isStrictAboutClientAuthentication && settings.decodesScopesTwice)
        #expect(settings.policyFailureStatus == 400 && settings.rotatesWithoutOfflineAccess)
        #expect(settings.rulesAlwaysGrantOpenIDScopes && settings.showsPersonas == false)
        #expect(settings.source["journalCapacity"]?.integer == 5)
    }

    @Test(arguments: [("", true), (#", "mock": {"strictApiTokens": false}"#, false)])
    func `API tokens are checked where there are any`(mock: String, isStrict: Bool) throws {
        let org = try organization(#"{"apiTokens": [{"token": "t"}]\#(mock)}"#)
        #expect(org.settings.isStrictAboutAPITokens == isStrict)
        #expect(org.contents.apiTokens.map(\.token) == ["t"])
    }
}
