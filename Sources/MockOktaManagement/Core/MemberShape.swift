import MockOktaFormats

/// A member of an Okta object as the Management API reads and writes it.
struct MemberShape: Sendable {
    enum Setter: Sendable {
        /// The caller; what it leaves out, or sets to null, is this, or no member at all where this is nil.
        case caller(JSON?)
        /// The server: what a caller sends is ignored. The value is for objects of fixtures that lack the member.
        case server(JSON?)
        /// Each member of an object apart; one that comes out empty is left out unless it is `always` there.
        case members([MemberShape], always: Bool)
    }

    let name: String
    let setter: Setter

    /// The caller sets it.
    static func given(_ name: String, _ fallback: JSON? = nil) -> MemberShape {
        MemberShape(name: name, setter: .caller(fallback))
    }

    /// The server sets it.
    static func assigned(_ name: String, _ fallback: JSON? = nil) -> MemberShape {
        MemberShape(name: name, setter: .server(fallback))
    }

    /// An object that is always there, with members of its own.
    static func object(_ name: String, _ members: [MemberShape]) -> MemberShape {
        MemberShape(name: name, setter: .members(members, always: true))
    }

    /// An object that is there when something is in it.
    static func optionalObject(_ name: String, _ members: [MemberShape]) -> MemberShape {
        MemberShape(name: name, setter: .members(members, always: false))
    }

    /// What the member is.
    ///
    /// - Parameters:
    ///   - given: the member as the caller sent it.
    ///   - assigned: as the server knows it.
    /// - Returns: its value; nil where the object has no such member.
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
    /// The members of an object in the order of a table.
    init(_ members: [MemberShape], given: JSONObject, assigned: JSONObject) {
        self.init(
            distinct: members.compactMap { member in
                member.value(given: given[member.name], assigned: assigned[member.name])
                    .map { JSONObject.Member(key: member.name, value: $0) }
            }
        )
    }
}
