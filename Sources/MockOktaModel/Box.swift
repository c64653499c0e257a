/// Holds the members of a value in an object that never changes: to hand the value on, as every step of a request does,
/// costs one reference, however many members it has, and to change a member makes another such object.
final class Box<Members: Sendable>: Sendable {
    let members: Members

    init(_ members: Members) {
        self.members = members
    }

    func changed(_ change: (inout Members) -> Void) -> Box {
        var members = members
        change(&members)
        return Box(members)
    }
}
