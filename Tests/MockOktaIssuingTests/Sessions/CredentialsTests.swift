import MockOktaCrypto
import MockOktaFormats
import MockOktaIssuing
import MockOktaModel
import Testing

/// Unknown logins cost what known ones cost: counted, because times differ on every machine.
@Suite struct CredentialsTests {
    private static let hashed = Password.pbkdf2(.sha256, salt: [1], iterations: 1000, value: [2, 3])

    private static func organization(_ passwords: [(String, Password?)]) -> Organization {
        var contents = Organization.Contents()
        contents.users = ObjectTable(
            passwords.map { login, password in
                User(id: UserID(rawValue: login), login: login, profile: ["login": .string(login)], password: password)
            }
        )
        return Organization(contents)
    }

    /// How many hashes and plain comparisons a check of a login makes.
    private static func cost(_ login: String, in organization: Organization) -> (hashes: Int, plain: Int) {
        var cost = (hashes: 0, plain: 0)
        _ = Credentials.check(login, "some password", in: organization) { _, expected in
            if expected.isHashed { cost.hashes += 1 } else { cost.plain += 1 }
            return false
        }
        return cost
    }

    @Test(arguments: ["ann@example.com", "nobody@example.com", "nobody", "", "without@example.com"])
    func `where passwords are hashed, one hash is computed for every login`(login: String) {
        let organization = Self.organization([
            ("ann@example.com", Self.hashed), ("bob@example.com", Self.hashed), ("without@example.com", nil),
        ])
        let cost = Self.cost(login, in: organization)
        #expect(cost.hashes == 1)
        #expect(cost.plain == 0)
    }

    @Test(arguments: [("ann@example.com", 1), ("nobody@example.com", 0)])
    func `where they are not, none is`(login: String, plain: Int) {
        let cost = Self.cost(login, in: Self.organization([("ann@example.com", .plain("x"))]))
        #expect(cost.hashes == 0)
        #expect(cost.plain == plain)
    }

    @Test func `a plain password beside hashed ones costs a hash too`() {
        let organization = Self.organization([("ann@example.com", Self.hashed), ("bob@example.com", .plain("x"))])
        let cost = Self.cost("bob@example.com", in: organization)
        #expect(cost.hashes == 1)
        #expect(cost.plain == 1)
    }

    @Test func `the hash goes with the user`() {
        var contents = Self.organization([("ann@example.com", Self.hashed)]).contents
        contents.users.remove(UserID(rawValue: "ann@example.com"))
        #expect(Self.cost("nobody@example.com", in: Organization(contents)).hashes == 0)
    }

    @Test func `a short login that many users have names none of them`() {
        let users = (0..<5000).map { ("ann@example\($0).com", Password?.some(.plain("x"))) }
        let organization = Self.organization(users + [("bob@example.com", .plain("x"))])
        #expect(organization.user(login: "ann") == nil)
        #expect(organization.user(login: "bob")?.login == "bob@example.com")
        #expect(organization.user(login: "ANN@example77.com")?.login == "ann@example77.com")
    }
}
