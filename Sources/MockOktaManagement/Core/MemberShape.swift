import MockOktaFormats

/// A member of an Okta object, as the Management API reads and writes it.
struct MemberShape: Sendable {
    enum Setter: Sendable {
        /// Set by the caller. The value replaces one that is absent or null; with nil the member is then omitted.
        case caller(JSON?)
        /// Set by the server; the caller's value is ignored. The default is for objects of fixtures without the member.
        case server(JSON?)
        /// An object whose members have shapes of their own; an empty object is omitted unless `always` is true.
        case members([MemberShape], always: Bool)
    }

    let name: String
    let setter: Setter

    /// A member set by the caller.
    static func given(_ name: String, _ fallback: JSON? = nil) -> MemberShape {
        MemberShape(name: name, setter: .caller(fallback))
    }

    /// A member set by the server.
    static func assigned(_ name: String, _ fallback: JSON? = nil) -> MemberShape {
        MemberShape(name: name, setter: .server(fallback))
    }

    /// An object that is always present.
    static func object(_ name: String, _ members: [MemberShape]) -> MemberShape {
        MemberShape(name: name, setter: .members(members, always: true))
    }

    /// An object that is present unless it is empty.
    static func optionalObject(_ name: String, _ members: [MemberShape]) -> MemberShape {
        MemberShape(name: name, setter: .members(members, always: false))
    }

    /// Returns the value of the member.
    ///
    /// - Parameters:
    ///   - given: the caller's value.
    ///   - assigned: the server's value.
    /// - Returns: the value; nil where the object has no such member.
    func value(given: JSON?, assigned: JSON?) -> JSON? {
        switch setter {
        case .caller(let fallback): given == .null ? fallback : given ?? fallback
        case .server(let fallback): assigned ?? fallback
        case .members(let members, let always):
            object(members, given?.object ?? [:], assigned?.object ?? [:], isAlways: always)
        }
    }

    private func object(_ members: [MemberShape], _ given: JSONObject, _ assigned: JSONObject, isAlways: Bool) -> JSON?
    {
        let object = JSONObject(members, given: given, assigned: assigned)
        return object.isEmpty && !isAlways ? nil : .object(object)
    }
}

extension JSONObject {
    /// Creates an object with its members in the order of a table.
    init(_ members: [MemberShape], given: JSONObject, assigned: JSONObject) {
        self.init(
            distinct: members.compactMap { member in
                member.value(given: given[member.name], assigned: assigned[member.name])
                    .map { JSONObject.Member(key: member.name, value: $0) }
            }
        )
    }
}
