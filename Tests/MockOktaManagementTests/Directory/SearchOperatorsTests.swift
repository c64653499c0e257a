import MockOktaFormats
import MockOktaTestSupport
import Testing

/// The operators of `search` and `filter` on texts, lists, numbers and instants.
@Suite struct SearchOperatorsTests {
    private static let fixture = """
        {users: [
            {profile: {login: "anna@x.org", city: "Zürich", nickName: "aaab", floor: 3, teams: ["Red", "Blue"],
                hired: "2020-01-01T02:00:00+01:00", title: "K"}},
            {profile: {login: "bert@x.org", city: "ZÜRICH West", nickName: "AABAAB", floor: 10, teams: "green",
                hired: "2019-12-31T23:59:59.999Z", title: "\\u212A"}},
            {profile: {login: "cleo@x.org", city: null, nickName: "", hired: "soon", title: "kk"}}],
         groups: [{profile: {name: "Zug", description: "Trains"}}, {profile: {name: "zoo", level: 7}}],
         apps: [{client_id: "zebra", label: "Zebra", client_secret: "s"},
            {name: "zoomus", label: "Meetings", signOnMode: "SAML_2_0", status: "INACTIVE"}]}
        """

    private let client: ManagementClient

    init() throws {
        client = ManagementClient(try TestDouble(builtInAnd: Self.fixture))
    }

    private func names(_ path: String, _ query: [(String, String)], _ name: (JSON) -> String?) throws -> [String] {
        let answer = try client.get(path + "?" + FormParameters(query).encoded)
        return (answer.json.array ?? []).compactMap(name)
    }

    @Test(
        .rule("management.user.search"),
        arguments: [
            (#"profile.city eq "zürich""#, "anna"), (#"profile.city eq "zurich""#, ""),
            (#"profile.city sw "ZÜ""#, "anna bert"), (#"profile.city co "RICH w""#, "bert"),
            (#"profile.city ew "WEST""#, "bert"), (#"profile.city co "richt""#, ""),
            (#"profile.nickName co "aab""#, "anna bert"), (#"profile.nickName co "abaab""#, "bert"),
            (#"profile.nickName co "aabab""#, ""), (#"profile.nickName ew "AAB""#, "anna bert"),
            (#"profile.nickName sw "aaab-""#, ""), (#"profile.nickName co """#, "anna bert cleo"),
            (#"profile.nickName gt "aaab""#, "bert"), (#"profile.nickName ge "AAAB""#, "anna bert"),
            (#"profile.nickName lt "aab""#, "anna cleo"), (#"profile.nickName le "aaab""#, "anna cleo"),
            (#"profile.nickName pr"#, "anna bert"), (#"profile.nickName ne "aaab""#, "bert cleo"),
            (#"profile.teams eq "BLUE""#, "anna"), (#"profile.teams co "re""#, "anna bert"),
            (#"profile.floor gt 3"#, "bert"), (#"profile.floor le 3"#, "anna"), (#"profile.floor eq 10"#, "bert"),
            (#"profile.floor eq "10""#, ""),
            (#"profile.hired gt "2020-01-01T00:00:00.000Z""#, "anna cleo"),
            (#"profile.hired lt "2020-01-01T00:00:00.000Z""#, "bert"),
            (#"profile.hired ge "2020-01-01T01:00:00Z""#, "anna cleo"),
            (#"profile.title eq "k""#, "anna"), (#"profile.title eq "\#u{212A}""#, "bert"),
            (#"profile.title sw "K""#, "anna cleo"),
        ]
    )
    func `users are searched`(search: String, expected: String) throws {
        let query = #"profile.login ew "@X.org" and (\#(search))"#
        let found = try names("/users", [("search", query)]) { $0["profile"]?["login"]?.string }
        #expect(found.map { String($0.prefix(4)) }.joined(separator: " ") == expected)
    }

    @Test(.rule("management.user.sort")) func `texts are sorted without regard to case, and no value comes last`()
        throws
    {
        for (order, expected) in [("asc", "cleo anna bert"), ("desc", "bert anna cleo")] {
            let query = [
                ("search", #"profile.login ew "@x.org""#), ("sortBy", "profile.nickName"), ("sortOrder", order),
            ]
            let found = try names("/users", query) { $0["profile"]?["login"]?.string }
            #expect(found.map { String($0.prefix(4)) }.joined(separator: " ") == expected)
        }
        let byFloor = [("search", #"profile.login ew "@x.org""#), ("sortBy", "profile.floor")]
        let found = try names("/users", byFloor) { $0["profile"]?["login"]?.string }
        #expect(found == ["anna@x.org", "bert@x.org", "cleo@x.org"])
    }

    @Test(
        .rule("management.group.filter"),
        arguments: [
            ("search", #"profile.name sw "z""#, "Zug zoo"), ("search", #"profile.description co "rain""#, "Zug"),
            ("search", #"profile.level eq 7"#, "zoo"), ("q", "ZO", "zoo"), ("q", "oo", ""),
            ("filter", #"type eq "OKTA_GROUP" and profile.name ew "G""#, "Zug"),
            ("filter", #"lastUpdated lt "2000-01-01T00:00:00.000Z""#, ""),
        ]
    )
    func `groups are searched`(parameter: String, text: String, expected: String) throws {
        let found = try names("/groups", [(parameter, text)]) { $0["profile"]?["name"]?.string }
        #expect(found.joined(separator: " ") == expected)
    }

    @Test(
        .rule("management.app.filter"),
        arguments: [
            ("q", "ZEB", "Zebra"), ("q", "zoom", "Meetings"), ("q", "meet", "Meetings"), ("q", "bra", ""),
            ("filter", #"name eq "zoomus""#, "Meetings"), ("filter", #"status eq "INACTIVE""#, "Meetings"),
            ("filter", #"label co "ebr""#, "Zebra"),
        ]
    )
    func `apps are searched`(parameter: String, text: String, expected: String) throws {
        let found = try names("/apps", [(parameter, text)]) { $0["label"]?.string }
        #expect(found.joined(separator: " ") == expected)
    }
}
