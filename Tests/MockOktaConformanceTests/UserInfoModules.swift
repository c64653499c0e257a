import MockOktaFormats
import MockOktaHTTP
import MockOktaTestSupport
import Testing

/// The modules about `/userinfo` and the claims that scopes open.
@Suite struct UserInfoModules {
    private enum Kind {
        case text, number, truth, object
    }

    private static let profile: [(String, Kind)] = [
        ("name", .text), ("family_name", .text), ("given_name", .text), ("middle_name", .text), ("nickname", .text),
        ("preferred_username", .text), ("profile", .text), ("picture", .text), ("website", .text), ("gender", .text),
        ("birthdate", .text), ("zoneinfo", .text), ("locale", .text), ("updated_at", .number),
    ]
    private static let email: [(String, Kind)] = [("email", .text), ("email_verified", .truth)]
    private static let address: [(String, Kind)] = [("address", .object)]
    private static let phone: [(String, Kind)] = [("phone_number", .text)]

    @Test(arguments: Variation.withAccessToken)
    func `oidcc-userinfo-get`(variation: Variation) throws {
        let party = try RelyingParty(ConformanceOrg.start(), variation)
        let tokens = try HappyPath.run(party, Browser(party.double))
        #expect(tokens.userInfo?["sub"]?.string == tokens.subject)
    }

    @Test(arguments: Variation.withAccessToken)
    func `oidcc-userinfo-post-header`(variation: Variation) throws {
        let party = try RelyingParty(ConformanceOrg.start(), variation)
        let tokens = try HappyPath.run(party, Browser(party.double))
        let token = try #require(tokens.accessToken)
        let answer = try party.http.post("/v1/userinfo", [], fields: ["Authorization": "Bearer \(token)"])
        #expect(answer.status == 200, "\(answer)")
        #expect(answer["sub"]?.string == tokens.subject)
    }

    @Test(arguments: Variation.withAccessToken)
    func `oidcc-userinfo-post-body`(variation: Variation) throws {
        let party = try RelyingParty(ConformanceOrg.start(), variation)
        let tokens = try HappyPath.run(party, Browser(party.double))
        let answer = try party.http.post("/v1/userinfo", [("access_token", #require(tokens.accessToken))])
        #expect(answer.status == 200, "\(answer)")
        #expect(answer["sub"]?.string == tokens.subject)
    }

    @Test(arguments: Variation.all)
    func `oidcc-scope-profile`(variation: Variation) throws {
        try verify("profile", Self.profile, variation)
    }

    @Test(arguments: Variation.all)
    func `oidcc-scope-email`(variation: Variation) throws {
        try verify("email", Self.email, variation)
    }

    @Test(arguments: Variation.all)
    func `oidcc-scope-address`(variation: Variation) throws {
        let claims = try verify("address", Self.address, variation)
        let members = ["street_address", "locality", "region", "postal_code", "country"]
        #expect(claims["address"]?.object?.keys == members)
    }

    @Test(.oktaDeviates("no `phone_number_verified`: Okta does not keep it"), arguments: Variation.all)
    func `oidcc-scope-phone`(variation: Variation) throws {
        let claims = try verify("phone", Self.phone, variation)
        #expect(claims["phone_number_verified"] == nil)
    }

    @Test(.oktaDeviates("no `phone_number_verified`: Okta does not keep it"), arguments: Variation.all)
    func `oidcc-scope-all`(variation: Variation) throws {
        let all = Self.profile + Self.email + Self.address + Self.phone
        try verify("profile email address phone", all, variation)
    }

    /// Finds the claims at `/userinfo`, or in the ID token where no access token comes (OpenID Connect Core §5.4).
    @discardableResult
    private func verify(_ scope: String, _ expected: [(String, Kind)], _ variation: Variation) throws -> JSONObject {
        let party = try RelyingParty(ConformanceOrg.start(), variation)
        let tokens = try HappyPath.run(party, Browser(party.double), ["scope": "openid \(scope)"])
        let claims = try #require(variation.givesAccessToken ? tokens.userInfo?.json.object : tokens.idTokens.first)
        for (name, kind) in expected { #expect(claims[name].map { Self.isOf(kind, $0) } == true, "\(name)") }
        if variation.givesAccessToken { #expect(Set(claims.keys) == Set(["sub"] + expected.map(\.0))) }
        return claims
    }

    private static func isOf(_ kind: Kind, _ value: JSON) -> Bool {
        switch kind {
        case .text: value.string?.isEmpty == false
        case .number: value.integer != nil
        case .truth: value.bool != nil
        case .object: value.object?.isEmpty == false
        }
    }
}
