import MockOktaFormats
import MockOktaIssuing
import MockOktaModel
import Testing

@Suite struct UserIndexTests {
    private static func user(_ number: Int, _ profile: JSONObject) -> User {
        User(id: UserID(rawValue: "u\(number)"), login: "u\(number)@example.com", profile: profile)
    }

    private static func ids(_ text: String) -> [UserID] {
        text.split(separator: " ").map { UserID(rawValue: String($0)) }
    }

    @Test func `users are found by a text, an element of a list, and without regard to case`() {
        var contents = Organization.Contents()
        contents.users = [
            Self.user(1, ["city": "Rome", "teams": ["Red", "Blue"]]), Self.user(2, ["city": "ROME"]),
            Self.user(3, ["city": .null, "teams": ["blue"], "floor": 7]), Self.user(4, [:]),
        ]
        let (index, users) = (TenantCaches().users, Organization(contents).contents.users)
        func found(_ attribute: String, _ value: String, after id: String? = nil) -> [UserID] {
            index.users(in: users, whose: attribute, is: value, after: id.map(UserID.init(rawValue:))).map(\.id)
        }
        #expect(found("city", "rome") == Self.ids("u1 u2"))
        #expect(found("city", "Rome", after: "u1") == Self.ids("u2"))
        #expect(found("teams", "BLUE") == Self.ids("u1 u3"))
        #expect(found("city", "Ro") == [] && found("floor", "7") == [] && found("nothing", "x") == [])
    }

    @Test func `changes of users change what is found, in each version of the org`() {
        var contents = Organization.Contents()
        contents.users = ObjectTable((0..<100).map { Self.user($0, ["city": .string("c\($0 % 3)")]) })
        let index = TenantCaches().users
        var versions = [Organization(contents)]
        for step in 0..<60 {
            let changed = versions[versions.count - 1].changing { contents in
                switch step % 3 {
                case 0: contents.users.set(Self.user(step, ["city": .string("c\(step % 2)")]))
                case 1: contents.users.remove(UserID(rawValue: "u\(step)"))
                default: contents.users.set(Self.user(100 + step, ["city": "c1"]))
                }
            }
            versions.append(changed)
            // Now and then an older version, as a request that began before a change has it.
            for version in [changed, versions[versions.count / 2]] where step % 5 < 4 {
                for city in ["c0", "c1", "c2"] {
                    let found = index.users(in: version.contents.users, whose: "city", is: city, after: nil)
                    #expect(
                        found.map(\.id)
                            == version.contents.users.filter { $0.profile["city"]?.string == city }.map(\.id)
                    )
                }
            }
        }
    }

    @Test func `however many attributes are searched for, the answers are right`() {
        let names = (0..<40).map { "a\($0)" }
        var contents = Organization.Contents()
        contents.users = [Self.user(1, JSONObject(names.map { ($0, .string($0)) })), Self.user(2, ["a39": "x"])]
        let (index, users) = (TenantCaches().users, Organization(contents).contents.users)
        for name in names + names {
            #expect(index.users(in: users, whose: name, is: name, after: nil).map(\.id) == Self.ids("u1"))
        }
    }
}
