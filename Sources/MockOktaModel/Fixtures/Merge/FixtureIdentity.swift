import MockOktaFormats

/// Identifies an object within its collection: by an id, by another unique member, or by a name within its parent.
struct FixtureIdentity {
    /// Ids as written; `default` for Okta's built-in server, however it is named.
    let givenIDs: [String]
    /// Whether Okta would address the object by this id.
    let hasOktaID: Bool
    /// All ids of the object: the given ones, or the one derived from its name.
    let ids: [String]
    /// A match identifies the object even if the ids differ.
    let unique: [Word]
    /// Identifies the object only if one of two objects has no id, and only within one parent.
    let name: Word?

    /// A member that identifies an object: `login "ann@example.com"`.
    struct Word: Hashable {
        let kind: String
        let text: ExactString

        var phrase: String { "\(kind) \(Wording.quoted(text.text))" }
    }

    /// - Parameters:
    ///   - node: the object, or the part of it in one file.
    ///   - collection: the collection of the object.
    ///   - path: the prefix of the derived ids of objects within its parent.
    ///   - madeName: its name if it has none of its own.
    init(_ node: FixtureNode, in collection: FixtureCollection, path: String = "", madeName: String? = nil) {
        let id = node["id"]?.string
        func word(_ kind: String, _ text: String?) -> Word? { text.map { Word(kind: kind, text: ExactString($0)) } }
        var unique: [Word?] = []
        var name: Word?
        var derived: String?
        var isDefaultServer = false
        switch collection {
        case .users:
            let login = node["profile", "login"]?.string
            unique = [word("login", login?.asciiLowercased)]
            derived = login.map(IdentifierPrefix.user.derived)
        case .groups:
            name = word("name", node["profile", "name"]?.string)
            derived = (node["profile", "name"]?.string).map(IdentifierPrefix.group.derived)
        case .apps:
            let members = AppMembers(node)
            unique = [word("client_id", members.clientID)]
            name = members.clientID == nil ? word("label", members.label) : nil
            derived = (members.clientID ?? members.label).map(ClientDefaults.id)
        case .authorizationServers:
            let server = ServerName(node)
            isDefaultServer = server.isDefault
            name = word("name", server.name)
            derived = server.derivedID
        case .policies where path.isEmpty && OrgPolicy.Kind(node) != nil:
            // Okta names the default policy of each type alike.
            let type = node["type"]?.string ?? ""
            let text = node["name"]?.string ?? madeName
            name = word("\(type) name", text)
            derived = text.flatMap { text in OrgPolicy.Kind(node).map { $0.prefix.derived(from: "\(type)/\(text)") } }
        case .policies, .rules:
            let text = node["name"]?.string ?? madeName
            let prefix = collection == .policies ? IdentifierPrefix.policy : .policyRule
            name = word("name", text)
            derived = text.map { prefix.derived(from: "\(path)/\($0)") }
        case .scopes: name = word("name", node["name"]?.string)
        case .claims:
            name = word("\(node["claimType"]?.string ?? "RESOURCE") name", node["name"]?.string)
        case .keys: unique = [word("kid", node["kid"]?.string)]
        case .trustedOrigins:
            name = word("origin", node["origin"]?.string)
            derived = (node["origin"]?.string).map(IdentifierPrefix.trustedOrigin.derived)
        case .apiTokens, .refreshTokens:
            let token = node["token"]?.string
            unique = [word("token", token)]
            derived = token.map((collection == .apiTokens ? IdentifierPrefix.apiToken : .refreshToken).derived)
        case .groupRules:
            name = word("name", node["name"]?.string)
            derived = (node["name"]?.string).map(IdentifierPrefix.policyRule.derived)
        case .authenticators:
            unique = [word("key", node["key"]?.string)]
            derived = (node["key"]?.string).map(IdentifierPrefix.authenticator.derived)
        case .appUsers, .appGroups: break
        case .inlineHooks, .eventHooks, .zones, .logStreams, .idps:
            let text = node["name"]?.string
            name = word("name", text)
            derived = text.flatMap { collection.storedPrefix?.derived(from: "\(collection.rawValue)/\($0)") }
        case .groupMembers: unique = [word("group", node["group"]?.string)]
        }
        hasOktaID = id != nil && !(isDefaultServer && id == "default")
        let word = isDefaultServer ? "default" : nil
        givenIDs = [hasOktaID ? id : nil, word].compactMap(\.self)
        ids = [hasOktaID ? id : derived, word].compactMap(\.self)
        self.unique = unique.compactMap(\.self)
        self.name = name
    }
}

extension FixtureCollection {
    /// Whether ids and other unique members are unique only within one parent.
    var hasScopedIDs: Bool { self == .appUsers || self == .appGroups || self == .keys }
}
