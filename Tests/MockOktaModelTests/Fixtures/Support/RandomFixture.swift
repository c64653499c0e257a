import MockOktaFormats
import MockOktaModel

/// Fixtures at random over a few names, so that a second one meets objects of the first, however either spells them.
struct RandomFixture {
    private var random: SeededRandom

    init(_ number: Int) {
        random = SeededRandom(seed: UInt64(number), purpose: "fixture", ordinal: 0)
    }

    /// The next fixture; a later one may delete objects of an earlier one.
    mutating func text(isLater: Bool) -> String {
        var fixture: JSONObject = [:]
        if chance(70) { fixture["users"] = array(3) { $0.user(isLater) } }
        if chance(70) { fixture["groups"] = array(3) { $0.group(isLater) } }
        if chance(70) { fixture["apps"] = array(3) { $0.app(isLater) } }
        if chance(70) { fixture["authorizationServers"] = array(2) { $0.server(isLater) } }
        if chance(30) { fixture["trustedOrigins"] = [["origin": "http://localhost:3000", "status": status]] }
        if chance(20) { fixture["apiTokens"] = [["name": "ci", "token": "t"]] }
        if chance(20) { fixture["mock"] = [.init(key: "spaRefreshTokens", value: "legacy")].json }
        return String(decoding: JSON.object(fixture).serialized(), as: UTF8.self)
    }

    private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

    private mutating func one<Element>(of elements: [Element]) -> Element {
        elements[Int.random(in: 0..<elements.count, using: &random)]
    }

    private mutating func some<Element>(of elements: [Element]) -> [Element] { elements.filter { _ in chance(40) } }

    /// Objects with different names.
    private mutating func array(_ most: Int, _ make: (inout RandomFixture) -> (name: String, JSONObject)) -> JSON {
        var names: Set<String> = []
        var objects: [JSON] = []
        for _ in 0..<Int.random(in: 0...most, using: &random) {
            let (name, object) = make(&self)
            if names.insert(name).inserted { objects.append(.object(object)) }
        }
        return .array(objects)
    }

    private var status: JSON {
        mutating get { one(of: ["ACTIVE", "INACTIVE"]) }
    }

    private mutating func user(_ isLater: Bool) -> (String, JSONObject) {
        let name = one(of: ["ann", "ben", "cid"])
        var user: JSONObject = [:]
        if chance(50) { user["id"] = .string("00u\(name)") }
        if chance(70) || user["id"] == nil || !isLater { user["profile"] = ["login": .string(name)] }
        if isLater, chance(25) {
            user["$delete"] = true
            return (name, user)
        }
        if chance(50) { user["status"] = one(of: ["ACTIVE", "SUSPENDED", "LOCKED_OUT"]) }
        if chance(40) { user["groups"] = .array(some(of: ["Red", "Blue"]).map { .string($0) }) }
        if chance(40) { user["credentials"] = ["password": ["value": one(of: ["x", "y"])]] }
        return (name, user)
    }

    private mutating func group(_ isLater: Bool) -> (String, JSONObject) {
        let name = one(of: ["Red", "Blue"])
        var group: JSONObject = ["profile": ["name": .string(name)]]
        if chance(40) { group["id"] = .string("00g\(name)") }
        if isLater, chance(25) { group["$delete"] = true }
        return (name, group)
    }

    private mutating func app(_ isLater: Bool) -> (String, JSONObject) {
        let name = one(of: ["web", "spa"])
        if isLater, chance(20) { return (name, ["client_id": .string(name), "$delete": true]) }
        var (credentials, settings): (JSONObject, JSONObject) = (["client_id": .string(name)], [:])
        if chance(20) { credentials["client_secret"] = one(of: ["a", "b"]) }
        if chance(20) { credentials["token_endpoint_auth_method"] = one(of: ["none", "client_secret_post", .null]) }
        if chance(20) { credentials["pkce_required"] = one(of: [true, false, .null]) }
        if chance(40) { settings["application_type"] = one(of: ["web", "browser", "native", .null]) }
        if chance(40) {
            settings["grant_types"] = one(of: [["authorization_code"], ["implicit", "authorization_code"]])
        }
        if chance(30) { settings["response_types"] = one(of: [["code"], .null]) }
        if chance(40) {
            settings["refresh_token"] = one(of: [
                ["leeway": 5], ["rotation_type": "ROTATE"], ["rotation_type": "STATIC"],
            ])
        }
        var app: JSONObject = chance(30) ? ["id": .string("0oa\(name)")] : [:]
        if chance(50) {
            for member in credentials.members + settings.members { app[member.key] = member.value }
        } else {
            app["credentials"] = ["oauthClient": .object(credentials)]
            app["settings"] = ["oauthClient": .object(settings)]
        }
        if chance(30) {
            app["assignments"] = [
                "users": .array(some(of: ["ann", "ben"]).map { .string($0) }), "groups": ["EVERYONE"],
            ]
        }
        return (name, app)
    }

    private mutating func server(_ isLater: Bool) -> (String, JSONObject) {
        let name = one(of: ["default", "orders"])
        var server: JSONObject =
            one(of: [
                ["name": .string(name)], ["id": .string(name == "default" ? name : "aus1"), "name": .string(name)],
            ])
        if isLater, chance(15) {
            server["$delete"] = true
            return (name, server)
        }
        if chance(50) { server["audiences"] = [.string("api://\(name)")] }
        if chance(40) { server["scopes"] = array(2) { $0.scope(isLater) } }
        if chance(40) { server["claims"] = array(2) { $0.claim(isLater) } }
        if chance(70) { server["policies"] = array(3) { $0.policy(isLater, name) } }
        return (name, server)
    }

    private mutating func scope(_ isLater: Bool) -> (String, JSONObject) {
        let name = one(of: ["read", "openid"])
        if isLater, name == "read", chance(20) { return (name, ["name": "read", "$delete": true]) }
        return (name, ["name": .string(name), "displayName": one(of: ["A", "B"]), "default": one(of: [true, false])])
    }

    private mutating func claim(_ isLater: Bool) -> (String, JSONObject) {
        let name = one(of: ["team", "sub"])
        var claim: JSONObject = ["name": .string(name)]
        if chance(80) || !isLater { claim["value"] = one(of: ["user.login", "user.email"]) }
        if chance(40) { claim["conditions"] = ["scopes": ["openid"]] }
        return (name, claim)
    }

    private mutating func policy(_ isLater: Bool, _ server: String) -> (String, JSONObject) {
        let name = one(of: ["P", "Q", "Default Policy"])
        var policy: JSONObject = ["name": .string(name)]
        if chance(20) { policy["id"] = .string("00p\(server)\(name)") }
        if isLater, chance(20) {
            policy["$delete"] = true
            return (name, policy)
        }
        if chance(40) { policy["priority"] = .integer(Int.random(in: 1...3, using: &random)) }
        if chance(40) { policy["conditions"] = ["clients": ["include": .array(some(of: ["web"]).map { .string($0) })]] }
        if chance(60) { policy["rules"] = array(3) { $0.rule(isLater) } }
        return (name, policy)
    }

    private mutating func rule(_ isLater: Bool) -> (String, JSONObject) {
        let name = one(of: ["R", "S", "Default Policy Rule"])
        var rule: JSONObject = ["name": .string(name)]
        if isLater, chance(20) {
            rule["$delete"] = true
            return (name, rule)
        }
        if chance(40) { rule["priority"] = .integer(Int.random(in: 1...3, using: &random)) }
        if chance(50) {
            rule["conditions"] = [
                "people": ["groups": ["include": .array(some(of: ["Red", "EVERYONE"]).map { .string($0) })]],
                "grantTypes": ["include": ["authorization_code"]],
            ]
        }
        if chance(30) { rule["actions"] = ["token": ["accessTokenLifetimeMinutes": one(of: [5, 10])]] }
        return (name, rule)
    }
}

extension [JSONObject.Member] {
    fileprivate var json: JSON { .object(JSONObject(map { ($0.key, $0.value) })) }
}
