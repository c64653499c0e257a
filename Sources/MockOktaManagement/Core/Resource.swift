import MockOktaFormats
import MockOktaModel

/// A collection of objects of one kind, in one state of the org.
protocol Resource: Sendable {
    associatedtype Value: Sendable

    static var shape: ObjectShape { get }

    /// Finds the collection that the path of a call names.
    ///
    /// - Throws: `Refusal` 404 when a parent does not exist.
    init(_ call: APICall, in organization: Organization) throws(Refusal)

    /// The objects in the order of lists.
    var values: [Value] { get }

    func id(of value: Value) -> String

    /// Finds an object by the id in a path.
    func find(_ id: String) -> Value?

    /// The object as stored in the model; an object of a fixture may lack members.
    func stored(_ value: Value) -> JSONObject

    /// The members that depend on other objects and on the URL of the call, including links.
    func computed(_ value: Value, _ call: APICall) throws(Refusal) -> JSONObject

    /// The object as in an answer.
    func shown(_ value: Value, _ call: APICall) throws(Refusal) -> JSONObject

    /// The members of a new object that the server sets, including a new id.
    static func assigned(_ call: inout APICall) -> JSONObject

    /// Returns a new object with what its creation sets regardless of the body.
    static func created(_ document: JSONObject) -> JSONObject

    /// Refuses a body that breaks a rule that the shape cannot express.
    static func checkBody(_ given: JSONObject) throws(Refusal)

    /// Refuses an object that conflicts with other objects of the org.
    ///
    /// - Parameters:
    ///   - document: the whole object to store.
    ///   - replacing: the object that it replaces; nil for a new one.
    /// - Throws: `Refusal`.
    func check(_ document: JSONObject, replacing: Value?) throws(Refusal)

    /// Returns the org with the object; for `replacing` see `check(_:replacing:)`.
    func setting(_ document: JSONObject, replacing: Value?) throws(Refusal) -> Organization

    /// Returns the org without the object.
    func removing(_ value: Value) throws(Refusal) -> Organization
}

extension Resource {
    func find(_ id: String) -> Value? { values.first { self.id(of: $0) == id } }

    static func created(_ document: JSONObject) -> JSONObject { document }

    static func checkBody(_ given: JSONObject) throws(Refusal) {}

    func check(_ document: JSONObject, replacing: Value?) throws(Refusal) {}

    func existing(_ id: String) throws(Refusal) -> Value {
        guard let value = find(id) else { throw .absent(id, Self.shape.kind) }
        return value
    }

    /// The stored object with its id, which objects of fixtures may lack.
    func identified(_ value: Value) -> JSONObject {
        var object = stored(value)
        object["id"] = .string(id(of: value))
        return object
    }

    func shown(_ value: Value, _ call: APICall) throws(Refusal) -> JSONObject {
        Self.shape.shown(stored(value), computed: try computed(value, call))
    }

    /// The values with one more, or with one in the place of the one that it replaces.
    func setting(_ value: Value, in values: [Value], replacing: Value?) -> [Value] {
        guard let replacing, let place = values.firstIndex(where: { id(of: $0) == id(of: replacing) }) else {
            return values + [value]
        }
        var values = values
        values[place] = value
        return values
    }

    /// Whether another object has the same value of a member.
    func isTaken(_ member: String, of document: JSONObject, replacing: Value?) -> Bool {
        guard let wanted = document[member] else { return false }
        let own = replacing.map { id(of: $0) }
        return values.contains { id(of: $0) != own && stored($0)[member] == wanted }
    }
}
