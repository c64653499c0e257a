import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaModel

/// A kind of object that the org stores and returns without using it: a hook, a network zone.
///
/// Differs: these objects have no effect: no hook is called, no zone is checked, no identity provider signs users in.
protocol StoredKind: Sendable {
    static var collection: FixtureCollection { get }
    static var area: APIArea { get }
    static var shape: ObjectShape { get }
    /// Nil for lists without pages.
    static var pages: Page.Limits? { get }

    /// The links of an object.
    ///
    /// - Parameters:
    ///   - path: the path of the object.
    ///   - isActive: whether its status is ACTIVE.
    ///   - call: the call that is answered.
    /// - Returns: the links; their order is that of all links.
    static func links(_ path: String, isActive: Bool, _ call: APICall) -> JSONObject

    /// Returns a new or replaced object with the members that depend on other members.
    static func completed(_ document: JSONObject) -> JSONObject

    /// Returns the object as in an answer: without the secrets that Okta does not show.
    static func visible(_ object: JSONObject) -> JSONObject
}

extension StoredKind {
    static var path: String { "/api/v1/" + collection.rawValue }
    static var pages: Page.Limits? { nil }
    static func completed(_ document: JSONObject) -> JSONObject { document }
    static func visible(_ object: JSONObject) -> JSONObject { object }

    static var operations: [Operation] {
        let common = ResourceOperations<StoredObjects<Self>>(
            path: path,
            area: area,
            item: "objectID",
            created: .ok,
            pages: pages,
            searched: ["name"]
        )
        return [common.list, common.create, common.read, common.replace, common.delete]
            + common.lifecycle { APIAnswer.object($0) }
    }
}

/// The objects of a kind, as a resource of the Management API.
struct StoredObjects<Kind: StoredKind>: Resource {
    static var shape: ObjectShape { Kind.shape }

    private let organization: Organization
    /// The value of the parameter `type`, which lists may have.
    private let type: String?

    init(_ call: APICall, in organization: Organization) {
        self.organization = organization
        type = call.context.request.method == .get ? call.query["type"] : nil
    }

    private var table: ObjectTable<StoredObject> { organization.contents.stored[Kind.collection] ?? [] }

    var values: [StoredObject] { table.filter { type == nil || $0.source["type"]?.string == type } }

    func id(of value: StoredObject) -> String { value.id.rawValue }

    func find(_ id: String) -> StoredObject? { table[Identifier(rawValue: id)] }

    func stored(_ value: StoredObject) -> JSONObject { value.source }

    func computed(_ value: StoredObject, _ call: APICall) -> JSONObject {
        ["_links": .object(Kind.links("\(Kind.path)/\(id(of: value))", isActive: value.isActive, call))]
    }

    func shown(_ value: StoredObject, _ call: APICall) -> JSONObject {
        Kind.visible(Kind.shape.shown(value.source, computed: computed(value, call)))
    }

    static func assigned(_ call: inout APICall) -> JSONObject {
        var assigned: JSONObject = [
            "id": .string(call.newID(Kind.collection.storedPrefix ?? .application)), "status": "ACTIVE",
            "created": call.now, "lastUpdated": call.now,
        ]
        if Kind.shape.members.contains(where: { $0.name == "createdBy" }) {
            assigned["createdBy"] = .string(call.administrator)
        }
        return assigned
    }

    func check(_ document: JSONObject, replacing: StoredObject?) throws(Refusal) {
        guard !isTaken("name", of: document, replacing: replacing) else {
            throw .invalid("name", "An object with this field already exists in the current organization")
        }
    }

    func setting(_ document: JSONObject, replacing: StoredObject?) throws(Refusal) -> Organization {
        guard let object = StoredObject(Kind.completed(document), in: Kind.collection) else {
            throw .invalid("name", "The field cannot be left blank")
        }
        return organization.changing { $0.stored[Kind.collection, default: []].set(object) }
    }

    // Differs: Okta deletes inactive hooks and zones only; the text of the error is inferred.
    func removing(_ value: StoredObject) throws(Refusal) -> Organization {
        guard !value.isActive || Kind.collection == .idps else {
            throw .invalid(Kind.shape.kind, "The object must be deactivated before deletion.")
        }
        return organization.changing { contents in
            contents.stored[Kind.collection]?.remove(value.id)
        }
    }
}
