import MockOktaCrypto
import MockOktaFormats
import MockOktaModel
import Testing

struct DirectoryBuilderTests {
    @Test func `a login is enough for a user`() throws {
        let org = try organization(#"{"users": [{"profile": {"login": "amy@example.com", "age": 7}}]}"#)
        let user = try #require(org.user(login: "AMY@example.com"))
        #expect(user.status == .active)
        #expect(user.attribute("email")?.string == "amy@example.com")
        #expect(user.attribute("age")?.integer == 7)
        #expect(user.password == nil)
        #expect(user.id.rawValue == IdentifierPrefix.user.derived(from: "amy@example.com"))
        #expect(org.groupNames(of: user) == ["Everyone"])
    }

    @Test func `Everyone of an export keeps its id and holds every user`() throws {
        let org = try organization(
            #"""
            {"groups": [{"id": "00gTeam", "profile": {"name": "Team"}},
                        {"id": "00gAll", "type": "BUILT_IN", "profile": {"name": "Everyone"}}],
             "users": [{"profile": {"login": "a"}, "groups": ["Team", "EVERYONE", "Everyone"]}]}
            """#
        )
        #expect(org.user(login: "a")?.groups.map(\.rawValue) == ["00gAll", "00gTeam"])
        #expect(org.contents.groups.count == 2)
    }

    @Test func `group members are added to what users say themselves`() throws {
        let org = try organization(
            #"""
            {"groups": [{"id": "00g1", "profile": {"name": "A"}}, {"profile": {"name": "B"}}],
             "users": [{"profile": {"login": "u"}, "groups": ["B"]}, {"id": "00u2", "profile": {"login": "v"}}],
             "groupMembers": [{"group": "00g1", "users": ["u", "00u2"]}, {"group": "B", "users": ["u"]}]}
            """#
        )
        #expect(try org.groupNames(of: #require(org.user(login: "u"))) == ["Everyone", "B", "A"])
        #expect(try org.groupNames(of: #require(org.user(login: "v"))) == ["Everyone", "A"])
    }

    @Test func `a group's name that two groups have must be an id instead`() {
        let result = read(
            #"""
            {"groups": [{"id": "00g1", "profile": {"name": "A"}},
              {"id": "00g2", "type": "APP_GROUP", "profile": {"name": "A"}}],
             "users": [{"profile": {"login": "u"}, "groups": ["A"]}]}
            """#
        )
        #expect(result.problems.map(\.message) == [#"is "A", which more than one group is called (allowed: an id)"#])
    }

    @Test(arguments: [
        (#"{"value": "pw"}"#, "plain"), (#""pw""#, "plain"), ("{}", "none"), ("null", "none"),
        (#"{"hook": {"type": "default"}}"#, "any"),
        (
            #"{"hash": {"algorithm": "SHA-256", "value": "AQI", "salt": "AQ==", "saltOrder": "POSTFIX"}}"#,
            "digest 1 false"
        ),
        (#"{"hash": {"algorithm": "SHA-512", "value": "AQI=", "workFactor": 0}}"#, "digest 0 true"),
        (#"{"hash": {"algorithm": "PBKDF2", "value": "AQ", "salt": "AQ", "iterationCount": 5}}"#, "pbkdf2 5"),
    ])
    func `passwords come in Okta's ways`(password: String, kind: String) throws {
        let org = try organization(
            #"{"users": [{"profile": {"login": "u"}, "credentials": {"password": \#(password)}}]}"#
        )
        let found =
            switch org.user(login: "u")?.password {
            case .plain("pw"): "plain"
            case .digest(_, let salt, let saltFirst, _): "digest \(salt.count) \(saltFirst)"
            case .pbkdf2(.sha256, _, let iterations, _): "pbkdf2 \(iterations)"
            case .any: "any"
            case nil: "none"
            default: "other"
            }
        #expect(found == kind)
    }

    @Test func `what this double does not know of an object is kept, nulls too`() throws {
        let org = try organization(#"{"users": [{"profile": {"login": "u", "x": null}, "lastLogin": null, "y": [1]}]}"#)
        let source = try #require(org.user(login: "u")?.source)
        #expect(source.keys == ["profile", "lastLogin", "y"])
        #expect(source["lastLogin"] == .null)
        #expect(source["profile"]?["x"] == .null)
    }
}
