import MockOktaFormats
import MockOktaTestSupport
import Testing

/// The three fixtures of the documentation's article about claims, read from it.
struct DocumentedClaimsTests {
    private static let ann = [("grant_type", "password"), ("username", "ann@example.com"), ("password", "Ann-pw-1")]
    private static let shop = ("shop", "shop-secret")

    /// The article's blocks of JSON5.
    private static func examples() throws -> [String] {
        let text = try TestOrganization.repositoryFile("Sources/MockOkta/MockOkta.docc/Claims.md")
        return text.split(separator: "```json5\n").dropFirst().compactMap { part in
            part.firstRange(of: "```").map { String(part[..<$0.lowerBound]) }
        }
    }

    private func client(_ example: Int) throws -> OAuthClient {
        let examples = try Self.examples()
        try #require(examples.count == 3)
        #expect(TestOrganization.problems([examples[example]]) == [])
        return OAuthClient(try TestDouble([examples[example]]))
    }

    @Test func `claims by the user's profile`() throws {
        let answer = try client(0).token(Self.ann + [("scope", "openid")], basic: Self.shop)
        let access = claims(of: answer.string("access_token"))
        #expect(access["department"] == "Sales")
        #expect(access["desk"] == "SALES-17")
        #expect(access["role"] == "admin")
        #expect(claims(of: answer.string("id_token"))["department"] == "Sales")
    }

    @Test(arguments: [("free", "free-secret", JSON.integer(10)), ("paid", "paid-secret", 500)])
    func `claims by the app's profile`(id: String, secret: String, quota: JSON) throws {
        let form = [("grant_type", "client_credentials"), ("scope", "orders:read")]
        let answer = try client(1).token(form, basic: (id, secret))
        let access = claims(of: answer.string("access_token"))
        #expect(access["plan"] == .string(id))
        #expect(access["quota"] == quota)
    }

    @Test func `claims by groups`() throws {
        let client = try client(2)
        let plain = try client.token(Self.ann + [("scope", "openid")], basic: Self.shop)
        let asking = try client.token(Self.ann + [("scope", "openid groups")], basic: Self.shop)
        #expect(claims(of: plain.string("access_token"))["teams"] == ["team-red", "team-blue"])
        #expect(claims(of: plain.string("access_token"))["groups"] == nil)
        #expect(
            claims(of: asking.string("access_token"))["groups"] == ["Everyone", "team-red", "team-blue", "Admins"]
        )
    }
}
