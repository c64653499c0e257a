import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaManagement
import MockOktaModel

/// Makes requests to the Management API: right in most respects, wrong in some.
struct ChangeMaker {
    private var random: SeededRandom
    /// The ids in the answers so far.
    private var ids: [String] = []

    private static let endpoints = ManagementFeature.endpoints.filter { endpoint in
        // Operations that are not supported refuse everything.
        endpoint.paths.allSatisfy { path in
            !path.contains("{segment") && !path.hasSuffix("/*")
                && endpoint.methods.allSatisfy { !refused.contains("\($0.rawValue) \(path)") }
        }
    }

    /// The operations without an id in their path that are not supported.
    private static let refused: Set = [
        "POST /api/v1/authenticators", "POST /api/v1/org", "PUT /api/v1/org", "POST /api/v1/policies/simulate",
    ]

    init(seed: Int) {
        random = SeededRandom(seed: UInt64(seed), purpose: "changes", ordinal: 0)
    }

    mutating func learn(from answer: JSON) {
        guard ids.count < 4000 else { return }
        switch answer {
        case .object(let object):
            for member in object.members {
                if ["id", "client_id", "kid", "login"].contains(member.key), let id = member.value.string {
                    ids.append(id)
                } else {
                    learn(from: member.value)
                }
            }
        case .array(let values): for value in values { learn(from: value) }
        default: break
        }
    }

    /// One of six requests is right in every respect that a table can tell, so that enough of them change something.
    mutating func make() -> HTTPRequest {
        guard !chance(6) else { return sound() }
        let endpoint = pick(Self.endpoints)
        let pattern = pick(endpoint.paths)
        var request = HTTPRequest(method: pick(endpoint.methods), path: path(pattern))
        request.fields["Authorization"] = chance(40) ? "SSWS" : "SSWS mock-api-token"
        if chance(3) { request.query = query() }
        guard request.method == .post || request.method == .put else { return request }
        guard !chance(10) else { return request }
        request.fields["Content-Type"] = chance(30) ? "text/plain" : "application/json"
        request.body = body(pattern)
        return request
    }

    private static let creating = endpoints.filter { $0.methods == [.post] && ChangeBodies.hasBody(for: $0.paths[0]) }
    private static let emptying = endpoints.filter { $0.methods == [.delete] || $0.paths[0].contains("/lifecycle/") }

    /// A creation, a deletion or a step of a lifecycle, of objects that there are.
    private mutating func sound() -> HTTPRequest {
        let endpoint = pick(chance(3) ? Self.emptying : Self.creating)
        let pattern = endpoint.paths[0]
        var request = HTTPRequest(method: endpoint.methods[0], path: path(pattern, isSound: true))
        request.fields["Authorization"] = "SSWS mock-api-token"
        guard request.method == .post, !pattern.contains("/lifecycle/") else { return request }
        request.fields["Content-Type"] = "application/json"
        request.body = filled(ChangeBodies.body(for: pattern)).serialized()
        return request
    }

    private mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int.random(in: elements.indices, using: &random)]
    }

    private mutating func chance(_ one: Int) -> Bool { Int.random(in: 0..<one, using: &random) == 0 }

    private mutating func path(_ pattern: String, isSound: Bool = false) -> String {
        pattern.split(separator: "/", omittingEmptySubsequences: false).map { segment in
            guard segment.hasPrefix("{") else { return String(segment) }
            let name = String(segment.dropFirst().dropLast())
            return !isSound && chance(12) ? badID() : id(name)
        }.joined(separator: "/")
    }

    /// The beginnings of the ids that a path may name.
    private static let prefixes = [
        "userID": "00u", "groupID": "00g", "appID": "0oa", "serverID": "aus", "policyID": "00p", "ruleID": "0pr",
        "scopeID": "scp", "claimID": "ocl", "originID": "tos", "secretID": "ocs", "grantID": "oag", "tokenID": "oar",
        "typeID": "oty", "associatedID": "aus",
    ]

    private mutating func badID() -> String {
        pick(["default", "me", "nobody", "%00", "%FF", "..", "a%2Fb", "\u{E9}"])
    }

    private mutating func id(_ name: String) -> String {
        let prefix = Self.prefixes[name] ?? ""
        let known = ids.filter { $0.hasPrefix(prefix) }
        if !known.isEmpty { return pick(known).filter { $0.isASCII && $0 > " " && $0 != "?" } }
        return ["userID": "alice@example.com", "serverID": "default"][name] ?? "web-app"
    }

    private mutating func query() -> String {
        pick([
            "limit=1", "limit=0", "limit=-1", "limit=9223372036854775807", "after=x", "q=a", "filter=id pr",
            "filter=(((", "search=profile.login sw \"a\"", "sortBy=profile.login&sortOrder=desc", "activate=false",
            "expand=stats", "sendEmail=false", "removeUsers=true", "oauthTokens=true", "%ZZ",
            "filter=" + "not ".repeated,
            "nextLogin=changePassword", "type=ACCESS_POLICY", "since=x", "until=9999-12-31T23:59:59Z",
        ])
    }

    private mutating func body(_ pattern: String) -> [UInt8] {
        var value = filled(ChangeBodies.body(for: pattern))
        for _ in 0..<pick([0, 0, 1, 1, 2, 4]) { value = spoiled(value) }
        var bytes = value.serialized()
        if chance(25) { bytes = Array(bytes.prefix(Int.random(in: 0...bytes.count, using: &random))) }
        return bytes
    }

    private mutating func filled(_ body: JSON) -> JSON {
        let unique = String(random.next() % 10_000)
        return body.mapStrings { $0.replacing("{n}", with: unique) }
    }

    /// A value with one part replaced, removed, added or put into another.
    private mutating func spoiled(_ value: JSON) -> JSON {
        switch value {
        case .object(var object) where !object.isEmpty && !chance(6):
            let key = pick(object.keys)
            switch Int.random(in: 0..<6, using: &random) {
            case 0: object[key] = nil
            case 1: object[key + "x"] = object[key]
            case 2: object[key] = object[key].map { .array([$0]) }
            default: object[key] = object[key].map { spoiled($0) }
            }
            return .object(object)
        case .array(let values) where !values.isEmpty && !chance(6):
            let index = Int.random(in: values.indices, using: &random)
            var changed = values
            if chance(3) { changed.append(values[index]) } else { changed[index] = spoiled(values[index]) }
            return .array(changed)
        default: return bad
        }
    }

    private var bad: JSON {
        mutating get {
            if chance(3), !ids.isEmpty { return .string(pick(ids)) }
            return pick([
                .null, true, false, 0, -1, 9_223_372_036_854_775_807, -9_223_372_036_854_775_807, [], [:], "", " ",
                "x", "*", "\u{0}", "😀", "ACTIVE", "INACTIVE", [[]], ["": ""], ["id": "x"], "EVERYONE", "ALL_CLIENTS",
                .string(String(repeating: "x\u{E9}", count: 3000)), "http://[::1", "a:b#c", "okta.users.read",
                "user.login", "${x}", "(a+)+b",
            ])
        }
    }
}

extension String {
    /// The text five thousand times.
    fileprivate var repeated: String { String(repeating: self, count: 5000) }
}

extension JSON {
    fileprivate func mapStrings(_ change: (String) -> String) -> JSON {
        switch self {
        case .string(let text): .string(change(text))
        case .array(let values): .array(values.map { $0.mapStrings(change) })
        case .object(let object):
            .object(JSONObject(object.members.map { ($0.key, $0.value.mapStrings(change)) }))
        default: self
        }
    }
}
