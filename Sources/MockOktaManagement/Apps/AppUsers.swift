import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaModel

/// `/api/v1/apps/{appID}/users`: the users of an app and their app profiles (Okta, "Application Users API").
enum AppUsers {
    static let path = Applications.path + "/{appID}/users"

    static let operations: [Operation] = [
        Operation(.get, path, .apps, weight: .heavy) { (call) throws(Refusal) in
            let app = try AssignedApp(call, in: call.organization)
            let page = try Page(call, Page.Limits(fallback: 50, maximum: 500))
            let rows = try rows(of: app, page, call)
            return page.answer(
                try rows.prefix(page.limit).map { user throws(Refusal) in shown(user, app, call) },
                next: rows.count > page.limit ? rows[page.limit - 1].id.rawValue : nil
            )
        },
        Operation(.post, path, .apps) { (call) throws(Refusal) in
            let given = try call.body()
            guard let id = given["id"]?.string else { throw .invalid("id", "The field cannot be left blank") }
            return .object(try set(given, UserID(rawValue: id), isNew: true, call))
        },
        Operation(.get, path + "/{userID}", .apps) { (call) throws(Refusal) in
            let app = try AssignedApp(call, in: call.organization)
            return .object(shown(try assigned(call.parameter("userID"), app, call.organization), app, call))
        },
        Operation(.post, path + "/{userID}", .apps) { (call) throws(Refusal) in
            .object(try set(try call.body(), UserID(rawValue: call.parameter("userID")), isNew: false, call))
        },
        Operation(.put, path + "/{userID}", .apps) { (call) throws(Refusal) in
            .object(
                try set(try call.optionalBody() ?? [:], UserID(rawValue: call.parameter("userID")), isNew: true, call)
            )
        },
        Operation(.delete, path + "/{userID}", .apps) { (call) throws(Refusal) in
            let present = call
            try call.update { (organization) throws(Refusal) in
                let app = try AssignedApp(present, in: organization)
                let user = try assigned(present.parameter("userID"), app, organization)
                if app.groups != nil, app.isAssignedByGroup(user) { throw .unassignmentForbidden }
                return (app.removingRow(of: user.id), ())
            }
            return .nothing
        },
    ]

    /// Returns the rows of the page and one more if there is one; `q` matches the beginning of the login or a name.
    private static func rows(of app: AssignedApp, _ page: Page, _ call: APICall) throws(Refusal) -> [User] {
        let organization = call.organization
        let prefix = Filter.Wanted(prefix: call.query["q"])
        if let after = page.after, organization.user(UserID(rawValue: after)) == nil { throw Page.badCursor }
        var found: [User] = []
        for user in organization.contents.users.rows(after: page.after.map(UserID.init(rawValue:))) {
            guard app.isAssigned(user), prefix.map(user.begins) ?? true else { continue }
            found.append(user)
            if found.count > page.limit { break }
        }
        return found
    }

    private static func assigned(
        _ id: String,
        _ app: AssignedApp,
        _ organization: Organization
    ) throws(Refusal) -> User {
        guard let user = organization.user(UserID(rawValue: id)), app.isAssigned(user) else {
            throw .absent(id, "AppUser")
        }
        return user
    }

    private static func set(
        _ given: JSONObject,
        _ id: UserID,
        isNew: Bool,
        _ call: APICall
    ) throws(Refusal) -> JSONObject {
        try call.update { (organization) throws(Refusal) in
            let app = try AssignedApp(call, in: organization)
            guard let user = organization.user(id) else { throw .absent(id.rawValue, "User") }
            let former = app.row(of: user)
            guard isNew || former != nil else { throw .absent(id.rawValue, "AppUser") }
            try OtherSchemas.check(given["profile"]?.object ?? [:], of: app.app, replacing: former?.profile)
            let row = AppUser(row: given, id: app.rowID(user.id), former: former, at: call.now)
            let changed = app.setting(row)
            return (changed, shown(user, try AssignedApp(call, in: changed), call))
        }
    }

    static func shown(_ user: User, _ app: AssignedApp, _ call: APICall) -> JSONObject {
        let row = app.row(of: user)
        let profile = (app.app.isClient ? user.appProfile : [:]).adding(row?.profile ?? [:])
        let source = row?.source ?? [:]
        let created = source["created"] ?? .fixtureInstant
        let links: JSONObject = [
            "app": .link(call.href("\(Applications.path)/\(app.id)")),
            "user": .link(call.href("/api/v1/users/\(user.id.rawValue)")),
        ]
        return [
            "id": .string(user.id.rawValue), "externalId": source["externalId"] ?? .null, "created": created,
            "lastUpdated": source["lastUpdated"] ?? created, "scope": row == nil ? "GROUP" : "USER", "status": "ACTIVE",
            "statusChanged": source["statusChanged"] ?? created, "passwordChanged": source["passwordChanged"] ?? .null,
            "syncState": "DISABLED", "credentials": ["userName": .string(row?.userName ?? user.login)],
            "profile": .object(profile.inHashMapOrder),
            "_links": .object(links.inHashMapOrder),
        ]
    }
}

extension Refusal {
    /// Error and cause were reported by a user (articulate/terraform-provider-okta, issue 120).
    fileprivate static var unassignmentForbidden: Refusal {
        var error = OktaError.unassignmentForbidden
        error.causes = [
            "The application cannot be unassigned from the user while their group memberships grant them access."
        ]
        return Refusal(error, why: "a group of the user is assigned to the app")
    }
}

extension AppUser {
    /// Reads a row of a request to the Management API; members of the former row are kept.
    fileprivate init(row given: JSONObject, id: ID, former: AppUser?, at now: JSON) {
        let profile = (former?.profile ?? [:]).adding(given["profile"]?.object ?? [:])
        let userName = given["credentials"]?["userName"]?.string ?? former?.userName
        var source = former?.source ?? ["id": .string(id.user.rawValue), "created": now, "statusChanged": now]
        source["lastUpdated"] = now
        source["scope"] = "USER"
        source["status"] = "ACTIVE"
        if let userName { source["credentials"] = ["userName": .string(userName)] }
        if !profile.isEmpty { source["profile"] = .object(profile) }
        self.init(id: id, userName: userName, profile: profile, source: source)
    }
}

extension User {
    fileprivate func begins(with prefix: Filter.Wanted) -> Bool {
        prefix.begins(login) || ["firstName", "lastName"].contains { prefix.begins(attribute($0)?.string) }
    }

    /// The user's profile for an OIDC app, by Okta's default mapping to the claims of OpenID Connect.
    ///
    /// Attributes without a counterpart are present with the value null.
    fileprivate var appProfile: JSONObject {
        let names = ["firstName", "lastName"].compactMap { attribute($0)?.string }.joined(separator: " ")
        func value(_ name: String, _ fallback: JSON = .null) -> JSON { attribute(name) ?? fallback }
        return [
            "given_name": value("firstName"), "middle_name": value("middleName"), "family_name": value("lastName"),
            "name": names.isEmpty ? .null : .string(names), "nickname": value("nickName"), "email": value("email"),
            "profile": value("profileUrl"), "picture": .null, "website": .null, "gender": .null, "birthdate": .null,
            "zoneinfo": value("timezone", "America/Los_Angeles"), "locale": value("locale", "en_US"),
            "phone_number": value("primaryPhone"), "formatted": .null, "street_address": value("streetAddress"),
            "locality": value("city"), "region": value("state"), "postal_code": value("zipCode"),
            "country": value("countryCode"),
        ]
    }
}
