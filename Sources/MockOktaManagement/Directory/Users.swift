import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// Users as the Management API shows them (Okta, "Users API").
struct Users: Resource {
    static let shape = ObjectShape(
        kind: "User",
        schema: FixtureSchema.element(of: .users),
        required: ["profile"],
        members: [
            .assigned("id"), .assigned("status", "ACTIVE"), .assigned("created", .fixtureInstant),
            .assigned("activated", .null), .assigned("statusChanged", .null), .assigned("lastLogin", .null),
            .assigned("lastUpdated", .fixtureInstant), .assigned("passwordChanged", .null), .assigned("realmId"),
            .assigned("type"), .assigned("profile"), .assigned("credentials"), .assigned("_links"),
        ]
    )

    static let path = "/api/v1/users"

    let organization: Organization

    init(_ call: APICall, in organization: Organization) {
        self.organization = organization
    }

    var values: [User] { Array(organization.contents.users) }

    func id(of value: User) -> String { value.id.rawValue }

    /// Finds a user by id, by login, or by the part of the login before the `@` where it is unique.
    func find(_ id: String) -> User? { organization.user(UserID(rawValue: id)) ?? organization.user(login: id) }

    /// The user that a path names; `me` is the user of the access token.
    func named(by call: APICall) throws(Refusal) -> User {
        let id = call.parameter("userID")
        if id == "me", case .user(let own) = call.caller { return try existing(own.rawValue) }
        return try existing(id)
    }

    func stored(_ value: User) -> JSONObject { DocumentWriter.user(value) }

    func computed(_ value: User, _ call: APICall) -> JSONObject {
        let type = value.source["type"]?["id"]?.string ?? UserTypes.standardID
        return [
            "realmId": value.source["realmId"] ?? .string(DerivedText.id(.realm, "default")),
            "type": ["id": .string(type)], "profile": .object(value.shownProfile),
            "credentials": .object(value.shownCredentials), "_links": .object(UserLinks(value, type: type).all(call)),
        ]
    }

    func shown(_ value: User, _ call: APICall) -> JSONObject {
        var stored = value.source
        for name in ["profile", "credentials", "type", "groups", "factors", GroupRules.member] { stored[name] = nil }
        stored["id"] = .string(value.id.rawValue)
        stored["status"] = .string(value.status.rawValue)
        return Self.shape.shown(stored, computed: computed(value, call))
    }

    /// In lists the only link is the one to the user.
    func listed(_ value: User, _ call: APICall) -> JSONObject {
        var object = shown(value, call)
        object["_links"] = ["self": .link(call.href("\(Self.path)/\(id(of: value))"))]
        return object
    }

    static func assigned(_ call: inout APICall) -> JSONObject {
        ["id": .string(call.newID(.user)), "created": call.now, "lastUpdated": call.now]
    }

    func check(_ document: JSONObject, replacing: User?) throws(Refusal) {
        let login = document["profile"]?["login"]?.string ?? ""
        if let taken = organization.contents.users.first(User.key(login: login)), taken.id != replacing?.id {
            throw .invalid("login", "An object with this field already exists in the current organization")
        }
        let type = document["type"]?["id"]?.string
        try UserTypes.check(type, former: replacing?.source["type"]?["id"]?.string, in: organization)
        let profile = document["profile"]?.object ?? [:]
        try UserSchema(organization, type: type).check(profile, replacing: replacing?.profile)
    }

    func setting(_ document: JSONObject, replacing: User?) throws(Refusal) -> Organization {
        let groups = replacing?.groups ?? [organization.everyone]
        guard let user = DocumentReader.user(document, groups: groups) else {
            throw .invalid("login", "The field cannot be left blank")
        }
        return organization.changing { $0.users.set(user) }
    }

    func removing(_ value: User) -> Organization {
        organization.changing { contents in
            contents.users.remove(value.id)
            for row in contents.appUsers.rows(.user(value.id)) { contents.appUsers.remove(row.id) }
            contents.changeRules {
                $0.includedUsers.remove(value.id) != nil || $0.excludedUsers.remove(value.id) != nil
            }
        }
    }
}

extension User {
    func with(groups: [GroupID]) -> User {
        User(
            id: id,
            status: status,
            login: login,
            profile: profile,
            password: password,
            groups: groups,
            source: source
        )
    }

    /// Attributes with a value, and those that Okta always shows.
    fileprivate var shownProfile: JSONObject {
        let own = UserSchema.mapOrder
        var shown: JSONObject = [:]
        for member in profile.members where member.value != .null && !own.contains(member.key) {
            shown[member.key] = member.value
        }
        for name in own {
            if let value = attribute(name) {
                shown[name] = value
            } else if ["firstName", "lastName", "mobilePhone", "secondEmail"].contains(name) {
                shown[name] = JSON.null
            }
        }
        return shown.inHashMapOrder
    }

    /// The credentials without password, hash or answer: an empty object means that there is a password.
    var shownCredentials: JSONObject {
        var shown: JSONObject = [:]
        if password != nil { shown["password"] = [:] }
        shown["emails"] = .array(emails)
        if let question = source["credentials"]?["recovery_question"]?["question"] {
            shown["recovery_question"] = ["question": question]
        }
        shown["provider"] = source["credentials"]?["provider"] ?? ["type": "OKTA", "name": "OKTA"]
        return shown
    }

    private var emails: [JSON] {
        [("email", "PRIMARY"), ("secondEmail", "SECONDARY")].compactMap { name, type in
            attribute(name).map { ["value": $0, "status": "VERIFIED", "type": .string(type)] }
        }
    }
}
