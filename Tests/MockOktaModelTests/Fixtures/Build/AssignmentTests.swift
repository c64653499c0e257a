import MockOktaModel
import Testing

struct AssignmentTests {
    @Test(arguments: [
        ("", "", ["amy", "ben", "cid"]),
        (#","assignments": {}"#, "", []),
        (#","assignments": {"users": ["amy"]}"#, "", ["amy"]),
        (#","assignments": {"users": ["00uben"], "groups": ["Team"]}"#, "", ["ben", "cid"]),
        (#","assignments": {"groups": ["EVERYONE"]}"#, "", ["amy", "ben", "cid"]),
        (#","assignments": {}, "settings": {"implicitAssignment": true}"#, "", ["amy", "ben", "cid"]),
        ("", #", "appUsers": [{"id": "00uben", "_links": {"app": {"href": "https://h/api/v1/apps/0oa1"}}}]"#, ["ben"]),
        ("", #", "appGroups": [{"id": "00gteam", "_links": {"app": {"href": "/api/v1/apps/0oa1"}}}]"#, ["cid"]),
        (
            #","assignments": {"users": ["amy"]}"#,
            #", "appGroups": [{"id": "00gteam", "_links": {"app": {"href": "/api/v1/apps/0oa1"}}}]"#,
            ["amy", "cid"]
        ),
    ])
    func `left out is everyone, empty is nobody, exported rows count`(
        app: String,
        rows: String,
        assigned: [String]
    ) throws {
        let org = try organization(
            #"""
            {"users": [{"profile": {"login": "amy"}}, {"id": "00uben", "profile": {"login": "ben"}},
                       {"profile": {"login": "cid"}, "groups": ["Team"]}],
             "groups": [{"id": "00gteam", "profile": {"name": "Team"}}],
             "apps": [{"id": "0oa1", "client_id": "x"\#(app)}]\#(rows)}
            """#
        )
        let client = try #require(org.application(clientID: "x"))
        #expect(org.contents.users.filter { org.isAssigned($0, to: client) }.map(\.login) == assigned)
    }
}
