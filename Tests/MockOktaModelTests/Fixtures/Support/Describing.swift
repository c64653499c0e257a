import MockOktaFormats
import MockOktaModel

/// An org as lines that two equal orgs have in common, whatever forms their fixtures had: all members but `source`.
func describe(_ organization: Organization) -> [String] {
    let contents = organization.contents
    var lines = ["org \(contents.id)", "mock \(sorted(contents.settings.source))"]
    lines += contents.users.map { "user \(describe(any: $0))" }
    lines += contents.groups.map { "group \(describe(any: $0))" }
    lines += contents.applications.map { "app \(describe(any: $0))" }
    lines += contents.appUsers.map { "app user \(describe(any: $0))" }.sorted()
    lines += organization.allServers.map { "server \(describe(any: $0))" }
    lines += contents.policies.map { "policy \(describe(any: $0)) \(sorted(DocumentWriter.orgPolicy($0)))" }
    lines += contents.trustedOrigins.map { "origin \(describe(any: $0))" }
    lines += contents.apiTokens.map { "API token \(describe(any: $0))" }
    lines += contents.refreshTokens.map { "refresh token \(describe(any: $0))" }
    return lines
}

func describe(any value: Any) -> String {
    switch value {
    case let key as GivenKey: return key.pem
    case let object as JSONObject: return sorted(object)
    case let json as JSON: return sorted(json)
    default: break
    }
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case .optional: return mirror.children.first.map { describe(any: $0.value) } ?? "nil"
    case .collection: return "[" + mirror.children.map { describe(any: $0.value) }.joined(separator: ", ") + "]"
    case .set: return "{" + mirror.children.map { describe(any: $0.value) }.sorted().joined(separator: ", ") + "}"
    case .enum where mirror.children.isEmpty: return "\(value)"
    case .struct, .class, .enum, .tuple:
        let members = mirror.children.filter { $0.label != "source" }
        return "(" + members.map { "\($0.label ?? ""): \(describe(any: $0.value))" }.joined(separator: ", ") + ")"
    default: return "\(value)"
    }
}

/// JSON with the members of objects in the order of their keys.
private func sorted(_ object: JSONObject) -> String { sorted(.object(object)) }

private func sorted(_ json: JSON) -> String {
    switch json {
    case .object(let object):
        "{" + object.members.sorted { $0.key < $1.key }.map { "\($0.key): \(sorted($0.value))" }.joined(separator: ", ")
            + "}"
    case .array(let elements): "[" + elements.map { sorted($0) }.joined(separator: ", ") + "]"
    default: String(decoding: json.serialized(), as: UTF8.self)
    }
}
