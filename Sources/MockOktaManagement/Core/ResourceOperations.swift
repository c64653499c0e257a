import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaModel

/// The operations that most resources have: list, create, read, replace, delete, activate and deactivate.
struct ResourceOperations<R: Resource>: Sendable {
    let path: String
    let area: APIArea
    /// The name of an object's id in the path, such as `{scopeID}`.
    let item: String
    /// The status for new objects: 201 below authorization servers, 200 in most other places.
    var created: HTTPStatus = .created
    /// Nil for lists without pages and without `Link`.
    var pages: Page.Limits?
    /// The members that `q` searches.
    var searched: [String] = []
    /// The amount of work to read an object.
    var reading: Endpoint.Weight = .light

    private var itemPath: String { "\(path)/{\(item)}" }

    var list: Operation {
        Operation(.get, path, area, weight: reading) { [self] (call) throws(Refusal) in
            let resource = try R(call, in: call.organization)
            var objects: [JSONObject] = []
            for value in resource.values where matches(resource.stored(value), call.query["q"]) {
                objects.append(try resource.shown(value, call))
            }
            guard let pages else { return .list(objects) }
            let page = try Page(call, pages)
            let picked = try page.pick(objects) { $0["id"]?.string ?? "" }
            return page.answer(picked.rows, next: picked.hasMore ? picked.rows.last?["id"]?.string : nil)
        }
    }

    private func matches(_ object: JSONObject, _ text: String?) -> Bool {
        guard let text = text?.lowercased(), !text.isEmpty, !searched.isEmpty else { return true }
        return searched.contains { name in
            let values = object[name]?.strings ?? [object[name]?.string].compactMap(\.self)
            return values.contains { $0.lowercased().contains(text) }
        }
    }

    var create: Operation {
        Operation(.post, path, area) { [self] (call) throws(Refusal) in
            let given = try call.body()
            try R.shape.check(given)
            try R.checkBody(given)
            let document = R.created(R.shape.document(given: given, assigned: R.assigned(&call)))
            let present = call
            let shown = try call.update { (organization) throws(Refusal) in
                try set(document, replacing: nil, present, organization)
            }
            return .object(try shown(call), created)
        }
    }

    var read: Operation {
        Operation(.get, itemPath, area, weight: reading) { [self] (call) throws(Refusal) in
            let resource = try R(call, in: call.organization)
            return .object(try resource.shown(try resource.existing(call.parameter(item)), call))
        }
    }

    /// PUT: members that the body omits are removed (Okta, "Design principles").
    var replace: Operation {
        Operation(.put, itemPath, area) { [self] (call) throws(Refusal) in
            let given = try call.body()
            try R.shape.check(given)
            try R.checkBody(given)
            let present = call
            let shown = try call.update { (organization) throws(Refusal) in
                let resource = try R(present, in: organization)
                let value = try resource.existing(present.parameter(item))
                var assigned = resource.identified(value)
                assigned["lastUpdated"] = present.now
                let document = R.shape.document(given: given, assigned: assigned)
                return try set(document, replacing: value, present, organization)
            }
            return .object(try shown(call))
        }
    }

    var delete: Operation {
        Operation(.delete, itemPath, area) { [self] (call) throws(Refusal) in
            let present = call
            try call.update { (organization) throws(Refusal) in
                let resource = try R(present, in: organization)
                return (try resource.removing(try resource.existing(present.parameter(item))), ())
            }
            return .nothing
        }
    }

    /// `…/lifecycle/activate` and `…/lifecycle/deactivate`.
    ///
    /// - Parameter answer: returns the answer for the object; 204 for authorization servers and their parts.
    /// - Returns: both operations.
    func lifecycle(_ answer: @escaping @Sendable (JSONObject) -> APIAnswer = { _ in .nothing }) -> [Operation] {
        [("activate", "ACTIVE"), ("deactivate", "INACTIVE")].map { name, status in
            Operation(.post, "\(itemPath)/lifecycle/\(name)", area) { [self] (call) throws(Refusal) in
                let present = call
                let shown = try call.update { (organization) throws(Refusal) in
                    let resource = try R(present, in: organization)
                    let value = try resource.existing(present.parameter(item))
                    var document = resource.identified(value)
                    document["status"] = .string(status)
                    if document["lastUpdated"] != nil { document["lastUpdated"] = present.now }
                    return try set(document, replacing: value, present, organization)
                }
                return answer(try shown(call))
            }
        }
    }

    /// Returns the changed org and a function that renders the object; it may need a key, so it runs after the change.
    private func set(
        _ document: JSONObject,
        replacing value: R.Value?,
        _ call: APICall,
        _ organization: Organization
    ) throws(Refusal) -> (Organization, @Sendable (APICall) throws(Refusal) -> JSONObject) {
        let resource = try R(call, in: organization)
        try resource.check(document, replacing: value)
        let changed = try resource.setting(document, replacing: value)
        let id = document["id"]?.string ?? ""
        return (
            changed,
            { (call) throws(Refusal) in
                let resource = try R(call, in: changed)
                return try resource.shown(try resource.existing(id), call)
            }
        )
    }
}
