import MockOktaFormats
import MockOktaTestSupport
import Testing

/// The modules of RP-initiated logout.
@Suite struct LogoutModules {
    private static let state = "state-of-the-logout"

    /// A browser that has signed in, and what it got.
    private struct Visit {
        let party: RelyingParty
        let browser: Browser
        let hint: String

        init(_ variation: ServerVariation) throws {
            party = RelyingParty(try ConformanceOrg.start(), Variation.basic[0], server: variation.server)
            browser = Browser(party.double)
            hint = try #require(try HappyPath.run(party, browser).idTokenTexts.last)
        }

        func logout(_ parameters: [(String, String?)]) throws -> Answer {
            let sent = parameters.compactMap { name, value in value.map { (name, $0) } }
            return try browser.get(party.http.base + "/v1/logout", sent)
        }

        /// Whether a request that shows no page still finds the session.
        func isSignedIn() throws -> Bool {
            let answer = try party.visit(browser, party.request(["prompt": "none"])).callback()
            return answer["code"] != nil
        }
    }

    @Test(arguments: ServerVariation.logout)
    func `oidcc-rp-initiated-logout-discovery-endpoint-verification`(variation: ServerVariation) throws {
        let double = try ConformanceOrg.start()
        let party = RelyingParty(double, Variation.basic[0], server: variation.server)
        #expect(try party.discovery()["end_session_endpoint"]?.string == double.url + party.http.base + "/v1/logout")
    }

    @Test(arguments: ServerVariation.logout)
    func `oidcc-rp-initiated-logout`(variation: ServerVariation) throws {
        let visit = try Visit(variation)
        #expect(try visit.isSignedIn())
        let answer = try visit.logout([
            ("id_token_hint", visit.hint), ("post_logout_redirect_uri", RegisteredClient.postLogoutURI),
            ("state", Self.state),
        ])
        #expect(answer.status == 302)
        #expect(answer.location == RegisteredClient.postLogoutURI + "?state=" + Self.state)
        #expect(try !visit.isSignedIn())
    }

    @Test(arguments: ServerVariation.logout)
    func `oidcc-rp-initiated-logout-no-state`(variation: ServerVariation) throws {
        let visit = try Visit(variation)
        let answer = try visit.logout([
            ("id_token_hint", visit.hint), ("post_logout_redirect_uri", RegisteredClient.postLogoutURI),
        ])
        #expect(answer.status == 302)
        #expect(answer.location == RegisteredClient.postLogoutURI)
        #expect(try !visit.isSignedIn())
    }

    @Test(arguments: ServerVariation.logout)
    func `oidcc-rp-initiated-logout-no-post-logout-redirect-uri`(variation: ServerVariation) throws {
        let visit = try Visit(variation)
        let answer = try visit.logout([("id_token_hint", visit.hint), ("state", Self.state)])
        #expect(answer.status == 200)
        #expect(answer.location.isEmpty)
        #expect(try !visit.isSignedIn())
    }

    @Test(
        .oktaDeviates("`id_token_hint` is required: without it there is an error page and no logout"),
        arguments: ServerVariation.logout
    )
    func `oidcc-rp-initiated-logout-no-params`(variation: ServerVariation) throws {
        try verifyRefused(variation) { _ in [] }
    }

    @Test(
        .oktaDeviates("`id_token_hint` is required: without it there is an error page and no logout"),
        arguments: ServerVariation.logout
    )
    func `oidcc-rp-initiated-logout-only-state`(variation: ServerVariation) throws {
        try verifyRefused(variation) { _ in [("state", Self.state)] }
    }

    @Test(arguments: ServerVariation.logout)
    func `oidcc-rp-initiated-logout-no-id-token-hint`(variation: ServerVariation) throws {
        try verifyRefused(variation) { _ in
            [("post_logout_redirect_uri", RegisteredClient.postLogoutURI), ("state", Self.state)]
        }
    }

    @Test(arguments: ServerVariation.logout)
    func `oidcc-rp-initiated-logout-bad-post-logout-redirect-uri`(variation: ServerVariation) throws {
        try verifyRefused(variation, uri: "https://other.example/goodbye") { $0 }
    }

    @Test(arguments: ServerVariation.logout)
    func `oidcc-rp-initiated-logout-query-added-to-post-logout-redirect-uri`(variation: ServerVariation) throws {
        try verifyRefused(variation, uri: RegisteredClient.postLogoutURI + "?foo=bar") { $0 }
    }

    @Test(arguments: ServerVariation.logout)
    func `oidcc-rp-initiated-logout-modified-id-token-hint`(variation: ServerVariation) throws {
        try verifyRefused(variation, uri: RegisteredClient.postLogoutURI) { hint in
            let claims = hint.split(separator: ".")[1]
            return Base64URL.encode(JSON.object(["alg": "none"]).serialized()) + ".\(claims)."
        }
    }

    @Test(arguments: ServerVariation.logout)
    func `oidcc-rp-initiated-logout-bad-id-token-hint`(variation: ServerVariation) throws {
        try verifyRefused(variation, uri: RegisteredClient.postLogoutURI) { hint in
            let parts = hint.split(separator: ".")
            return "\(parts[0]).\(parts[1])." + Base64URL.encode((0..<256).map { UInt8($0) })
        }
    }

    private func verifyRefused(
        _ variation: ServerVariation,
        uri: String,
        _ hint: (String) -> String
    ) throws {
        try verifyRefused(variation) { visit in
            [("id_token_hint", hint(visit.hint)), ("post_logout_redirect_uri", uri), ("state", Self.state)]
        }
    }

    /// Nothing is redirected, and the user stays signed in.
    private func verifyRefused(
        _ variation: ServerVariation,
        _ parameters: (Visit) -> [(String, String?)]
    ) throws {
        let visit = try Visit(variation)
        ErrorPath.verifyPage(try visit.logout(parameters(visit)))
        #expect(try visit.isSignedIn())
    }
}
