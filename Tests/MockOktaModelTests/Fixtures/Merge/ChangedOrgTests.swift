import MockOktaFormats
import MockOktaModel
import Testing

/// Patches of an org that has been changed since its files were read.
@Suite struct ChangedOrgTests {
    @Test func `a patch keeps what was changed in the meantime`() throws {
        let base = try organization(
            #"""
            {"users": [{"profile": {"login": "a"}, "groups": ["Red"]}, {"profile": {"login": "b"}}],
             "groups": [{"profile": {"name": "Red"}}], "groupMembers": [{"group": "Red", "users": ["b"]}],
             "apps": [{"client_id": "x", "assignments": {"users": ["a"]}}, {"client_id": "y"}]}
            """#
        )
        let a = try #require(base.user(login: "a"))
        let b = try #require(base.user(login: "b"))
        let y = try #require(base.application(clientID: "y"))
        let changed = base.changing { contents in
            contents.users.set(User(id: a.id, status: .suspended, login: "a2", profile: ["login": "a2", "email": "a"]))
            contents.users.set(
                User(id: b.id, login: "b", profile: ["login": "b", "email": "b"], groups: [b.groups[0]])
            )
            contents.applications.remove(y.id)
        }
        let text = #"{"users": [{"profile": {"login": "c"}}]}"#
        let result = FixtureReader.read([FixtureSource(name: "fixture", bytes: Array(text.utf8))], over: changed)
        #expect(result.errors.map(\.description) == [])
        let org = try #require(result.organization)
        #expect(org.contents.users.map(\.login) == ["a2", "b", "c"])
        #expect(org.user(a.id)?.status == .suspended && org.user(a.id)?.groups.isEmpty == false)
        #expect(org.user(b.id).map(org.groupNames) == ["Everyone"])
        #expect(org.contents.applications.map(\.clientID) == ["x"])
        let x = try #require(org.application(clientID: "x"))
        #expect(org.contents.users.filter { org.isAssigned($0, to: x) }.map(\.login) == ["a2"])
    }

    @Test func `many patches do not make many files`() throws {
        var org = try organization("{}")
        for number in 0..<50 {
            let text = #"{"users": [{"profile": {"login": "u\#(number)"}}]}"#
            let source = FixtureSource(name: "fixture", bytes: Array(text.utf8))
            org = try #require(FixtureReader.read([source], over: org).organization)
        }
        #expect(org.contents.users.count == 50)
        #expect(org.fixtureSources.count < 12)
    }

    @Test func `switches of the start come too late for a running org`() throws {
        let text = #"{"mock": {"clock": "2026-01-01T00:00:00Z", "spaRefreshTokens": "legacy"}}"#
        let source = FixtureSource(name: "fixture", bytes: Array(text.utf8))
        let patched = FixtureReader.read([source], over: try organization("{}"))
        let line = "fixture:1:20: warning: mock.clock: takes effect only when a server or an org is started"
        #expect(lines(patched) == [line])
        #expect(lines(FixtureReader.read([source], isRunning: true)) == [line])
        #expect(lines(FixtureReader.read([source])) == [])
    }
}
