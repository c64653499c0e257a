import MockOktaFormats
import MockOktaHTTP
import MockOktaModel

/// `/api/v1/meta/types/user`, stored in the fixture's `org` under `userTypes` (Okta, "User Types API").
enum UserTypes {
    private static let path = "/api/v1/meta/types/user"
    private static let itemPath = path + "/{typeID}"

    /// The type of users without a type.
    static let standardID = DerivedText.id(.userType, "user")

    static let operations: [Operation] = [
        Operation(.get, path, .userTypes) { (call) throws(Refusal) in
            .list(all(in: call.organization).map { shown($0, call) })
        },
        Operation(.post, path, .userTypes) { (call) throws(Refusal) in
            let given = try call.body()
            guard let name = given["name"], name != "" else { throw .invalid("name", "The field cannot be left blank") }
            let by = JSON.string(call.administrator)
            let type: JSONObject = [
                "id": .string(call.newID(.userType)), "displayName": given["displayName"] ?? name, "name": name,
                "description": given["description"] ?? .null, "createdBy": by, "lastUpdatedBy": by,
                "created": call.now, "lastUpdated": call.now, "default": false,
            ]
            try change(call) { (types, _) throws(Refusal) in
                guard !types.contains(where: { $0["name"] == name }) else {
                    throw .invalid("name", "An object with this field already exists in the current organization")
                }
                types.append(type)
            }
            return .object(shown(type, call))
        },
        Operation(.get, itemPath, .userTypes) { (call) throws(Refusal) in
            let types = all(in: call.organization)
            return .object(shown(types[try place(call, in: types)], call))
        },
        Operation(.put, itemPath, .userTypes) { (call) throws(Refusal) in try update(call) },
        Operation(.post, itemPath, .userTypes) { (call) throws(Refusal) in try update(call) },
        Operation(.delete, itemPath, .userTypes) { (call) throws(Refusal) in
            try change(call) { (types, organization) throws(Refusal) in
                let place = try place(call, in: types)
                guard types[place]["default"] != true else {
                    throw Refusal(.permissionDenied, why: "the default user type cannot be deleted")
                }
                // Differs: Okta refuses it, too (Okta, "Delete a user type"), with a text that is not known.
                let id = types[place]["id"]
                guard !organization.contents.users.contains(where: { $0.source["type"]?["id"] == id }) else {
                    throw Refusal(.permissionDenied, why: "users of this type exist; delete them first")
                }
                types.remove(at: place)
            }
            return .nothing
        },
    ]

    static func all(in organization: Organization) -> [JSONObject] {
        let standard: JSONObject = [
            "id": .string(standardID), "displayName": "User", "name": "user",
            "description": "Okta user profile template with default permission settings",
            "createdBy": .string(DerivedText.id(.system, "system")),
            "lastUpdatedBy": .string(DerivedText.administrator), "created": .fixtureInstant,
            "lastUpdated": .fixtureInstant, "default": true,
        ]
        let given = organization.contents.source["userTypes"]?.array?.compactMap(\.object) ?? []
        return given.contains { $0["default"] == true } ? given : [standard] + given
    }

    /// Refuses a type that the org does not have; a fixture without types may name any.
    static func check(_ id: String?, former: String?, in organization: Organization) throws(Refusal) {
        guard let id, id != former, organization.contents.source["userTypes"] != nil else { return }
        guard !all(in: organization).contains(where: { $0["id"]?.string == id }) else { return }
        throw .absent(id, "CVDType")
    }

    private static func place(_ call: APICall, in types: [JSONObject]) throws(Refusal) -> Int {
        let id = call.parameter("typeID")
        let place = types.firstIndex { $0["id"]?.string == id || (id == "default" && $0["default"] == true) }
        guard let place else { throw .absent(id, "CVDType") }
        return place
    }

    private static func update(_ call: APICall) throws(Refusal) -> APIAnswer {
        let given = try call.body()
        let types = try change(call) { (types, _) throws(Refusal) in
            let place = try place(call, in: types)
            for name in ["displayName", "description"] { types[place][name] = given[name] ?? types[place][name] }
            types[place]["lastUpdated"] = call.now
        }
        return .object(shown(types[try place(call, in: types)], call))
    }

    @discardableResult
    private static func change(
        _ call: APICall,
        _ change: (inout [JSONObject], Organization) throws(Refusal) -> Void
    ) throws(Refusal) -> [JSONObject] {
        try call.update { (organization) throws(Refusal) in
            var types = all(in: organization)
            try change(&types, organization)
            let changed = types
            let after = organization.changing { contents in
                contents.source["userTypes"] = .array(changed.map { .object($0) })
            }
            return (after, changed)
        }
    }

    private static func shown(_ type: JSONObject, _ call: APICall) -> JSONObject {
        var type = type
        type["schema"] = nil
        let id = type["id"]?.string ?? ""
        return type.adding(["_links": links(id, ["schema": "schema", "self": "type"], call)])
    }

    /// Links with `rel`, which only these objects have; each relation links to the schema or to the type.
    static func links(_ id: String, _ relations: KeyValuePairs<String, String>, _ call: APICall) -> JSON {
        var links: JSONObject = [:]
        for (relation, target) in relations {
            let path = target == "type" ? "types/user/\(id)" : "schemas/user/osc\(id.dropFirst(3))"
            links[relation] = [
                "rel": .string(relation), "href": call.href("/api/v1/meta/\(path)"), "method": "GET",
            ]
        }
        return .object(links)
    }
}
