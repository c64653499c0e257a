import MockOktaFormats
import MockOktaModel

/// A collection of objects of one kind, as one state of the org has it.
protocol Resource: Sendable {
    associatedtype Value: Sendable

    static var shape: ObjectShape { get }

    /// The collection that the path of a call names.
    ///
    /// - Throws: `Refusal` 404 when a parent is not there.
    init(_ call: APICall, in organization: Organization) throws(Refusal)

    /// In the order in which lists show them.
    var values: [Value] { get }

    func id(of value: Value) -> String

    /// The object whose id stands in a path.
    func find(_ id: String) -> Value?

    /// The object with what the model knows of it; one of a fixture may lack members.
    func stored(_ value: Value) -> JSONObject

    /// Members that follow from other objects and from the URL of the call, links included.
    func computed(_ value: Value, _ call: APICall) throws(Refusal) -> JSONObject

    /// The object as it is answered.
    func shown(_ value: Value, _ call: APICall) throws(Refusal) -> JSONObject

    /// The members of a new object that only the server sets. Its id is drawn here.
    static func assigned(_ call: inout APICall) -> JSONObject

    /// Refuses a body that breaks a rule beyond those of the shape.
    static func checkBody(_ given: JSONObject) throws(Refusal)

    /// Refuses an object that breaks a rule about the org it is to stand in.
    ///
    /// - Parameters:
    ///   - document: the whole object as it would be stored.
    ///   - replacing: the one it replaces; nil for a new one.
    /// - Throws: `Refusal`.
    func check(_ document: JSONObject, replacing: Value?) throws(Refusal)

    /// The org with the object; `replacing` as above.
    func setting(_ document: JSONObject, replacing: Value?) throws(Refusal) -> Organization

    /// The org without the object.
    func removing(_ value: Value) throws(Refusal) -> Organization
}

extension Resource {
    func find(_ id: String) -> Value? { values.first { self.id(of: $0) == id } }

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

    /// Whether another object has a member's value.
    func isTaken(_ member: String, of document: JSONObject, replacing: Value?) -> Bool {
        guard let wanted = document[member] else { return false }
        let own = replacing.map { id(of: $0) }
        return values.contains { id(of: $0) != own && stored($0)[member] == wanted }
    }
}
