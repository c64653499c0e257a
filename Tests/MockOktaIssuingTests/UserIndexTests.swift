import MockOktaFormats
import MockOktaIssuing
import MockOktaModel
import Testing

@Suite struct UserIndexTests {
    private static func user(_ number: Int, _ profile: JSONObject) -> User {
        User(id: UserID(rawValue: "u\(number)"), login: "u\(number)@example.com", profile: profile)
    }

    /// The users whose attribute has a text, without regard to case.
    private static func found(
        _ index: UserIndex,
        _ users: ObjectTable<User>,
        _ attribute: String,
        _ value: String,
        after id: UserID? = nil
    ) -> [UserID] {
        let wanted = value.lowercased()
        let condition = UserIndex.Condition(attribute, { $0.profile[attribute] }) {
            $0.equalsIgnoringCase(wanted.utf8.span)
        }
        // An index finds a few more: users whose texts have changed.
        let found = index.users(in: users, meeting: [condition], after: id) ?? []
        return found.filter { user in
            let value = user.profile[attribute]
            return (value?.array ?? [value].compactMap(\.self)).contains { $0.string?.lowercased() == wanted }
        }
        .map(\.id)
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
            Self.found(index, users, attribute, value, after: id.map(UserID.init(rawValue:)))
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
                    let expected = version.contents.users.filter { $0.profile["city"]?.string == city }.map(\.id)
                    #expect(Self.found(index, version.contents.users, "city", city) == expected)
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
            #expect(Self.found(index, users, name, name) == Self.ids("u1"))
        }
    }

    @Test func `an index names no users where a test finds too many of them`() {
        var contents = Organization.Contents()
        contents.users = ObjectTable((0..<1002).map { Self.user($0, ["city": $0 == 0 ? "Oslo" : "Rome"]) })
        let (index, users) = (TenantCaches().users, Organization(contents).contents.users)
        func count(_ letter: UInt8) -> Int? {
            let condition = UserIndex.Condition("city", { $0.profile["city"] }) { $0[1] == letter }
            return index.users(in: users, meeting: [condition], after: nil)?.count
        }
        #expect(count(UInt8(ascii: "s")) == 1 && count(UInt8(ascii: "o")) == nil)
    }

    /// Each change leaves a text that is no user's any more; in the end all are collected again.
    @Test func `however often users change, what is found is right, and only theirs`() {
        var contents = Organization.Contents()
        contents.users = ObjectTable((0..<10).map { Self.user($0, ["city": "Rome"]) })
        let index = TenantCaches().users
        var org = Organization(contents)
        for step in 0..<500 {
            org = org.changing { $0.users.set(Self.user(step % 10, ["city": .string("c\(step)")])) }
            #expect(Self.found(index, org.contents.users, "city", "c\(step)") == Self.ids("u\(step % 10)"))
            #expect(Self.found(index, org.contents.users, "city", "c\(step - 10)") == [])
        }
    }
}
