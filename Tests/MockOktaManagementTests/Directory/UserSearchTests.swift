import MockOktaFormats
import MockOktaHTTP
import MockOktaTestSupport
import Testing

/// `GET /api/v1/users?search=` and `q`: what each operator finds, which the index of users must not change.
@Suite struct UserSearchTests {
    private static let users = """
        {users: [
          {profile: {login: "u1@example.com", firstName: "Una", lastName: "Alt", city: "Rome"}},
          {profile: {login: "u2@example.com", firstName: "Bea", lastName: "Unger", city: "ROME"}},
          {profile: {login: "u3@example.com", firstName: "Cem", lastName: "X", city: "Rostock", title: "Chef"}},
          {profile: {login: "u4@example.com", firstName: "Dan", lastName: "X", city: "Ürümqi", title: "chef"}},
          {profile: {login: "u5@example.com", firstName: "Eva", lastName: "X", city: "Kiel"}},
          {profile: {login: "u6@example.com", firstName: "Fay", lastName: "X"}},
          {status: "DEPROVISIONED", profile: {login: "u7@example.com", firstName: "Una", lastName: "X", city: "Rome"}}]}
        """

    private let client: ManagementClient

    init() throws {
        client = ManagementClient(try TestDouble(builtInAnd: Self.users))
    }

    /// The numbers of the users that a query finds.
    private func found(_ name: String, _ text: String) throws -> String {
        let query = FormParameters([(name, text)]).encoded
        let logins = (try client.get("/users?" + query).json.array ?? []).compactMap { $0["profile"]?["login"]?.string }
        return logins.filter { $0.hasPrefix("u") && $0.utf8.count == 14 }.map { String($0.dropFirst().prefix(1)) }
            .joined()
    }

    @Test(
        .rule("management.user.search"),
        arguments: [
            (#"profile.city eq "rome""#, "127"), (#"profile.city ne "rome""#, "3456"),
            (#"profile.city sw "RO""#, "1237"), (#"profile.city co "OS""#, "3"), (#"profile.city co "OSS""#, ""),
            (#"profile.city ew "ME""#, "127"), (#"profile.city ew "longer than any city""#, ""),
            (#"profile.city gt "rome""#, "34"), (#"profile.city ge "rome""#, "12347"),
            (#"profile.city lt "Rome""#, "5"), (#"profile.city le "Rome""#, "1257"),
            (#"profile.city co "ÜRÜM""#, "4"), ("profile.city eq \"\u{212A}iel\"", ""),
            (#"profile.city pr"#, "123457"), (#"not (profile.city eq "Rome")"#, "3456"),
            (#"profile.city eq "Kiel" or profile.title eq "CHEF""#, "345"),
            (#"profile.city eq "Kiel" or profile.title pr"#, "345"),
            (#"profile.title eq "chef" and profile.city sw "r""#, "3"),
            (#"profile.city sw "r" and not (profile.firstName eq "Una")"#, "23"),
            (#"status eq "DEPROVISIONED""#, "7"), (#"status eq "ACTIVE" and profile.city eq "ROME""#, "12"),
            (#"lastUpdated gt "9999-01-01T00:00:00.000Z""#, ""),
            (#"lastUpdated lt "9999-01-01T01:00:00+01:00""#, "1234567"),
            (#"profile.city eq 7"#, ""), (#"profile.nothing eq "x""#, ""),
        ]
    )
    func `each operator finds its users, twice`(search: String, numbers: String) throws {
        for _ in 0..<2 { #expect(try found("search", search) == numbers) }
    }

    @Test(.rule("management.user.search"))
    func `q looks at the beginning of three attributes, and passes over who is deactivated`() throws {
        #expect(try found("q", "UN") == "12")
        #expect(try found("q", "na") == "")
    }

    @Test(.rule("management.user.search"))
    func `a search follows changes, however many there were`() throws {
        #expect(try found("search", #"profile.city co "lie""#) == "")
        for number in 0..<20 {
            let profile: JSON = ["profile": ["city": .string("Lie\(number)")]]
            #expect(try client.post("/users/u6@example.com", profile).status == 200)
        }
        #expect(try found("search", #"profile.city co "lie""#) == "6")
        #expect(try found("search", #"profile.city ew "e19""#) == "6")
        #expect(try found("search", #"profile.city ew "e18""#) == "")
        #expect(try client.delete("/users/u6@example.com").status == 204)
        #expect(try client.delete("/users/u6@example.com").status == 204)
        #expect(try found("search", #"profile.city co "lie""#) == "")
    }
}
