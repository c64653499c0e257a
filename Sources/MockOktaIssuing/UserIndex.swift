import MockOktaFormats
package import MockOktaModel
import MockOktaSystem

/// Finds users by the value of a profile attribute, without a look at every user.
///
/// The entries of an attribute are made when it is first searched for. Later searches only look at the users that
/// changed in between; where those are not known (`ObjectTable.knownChanges(since:)`), the entries are made again.
package final class UserIndex: Sendable {
    /// The users by value, in lower case.
    fileprivate typealias Entries = [ExactString: Set<UserID>]

    fileprivate struct State {
        /// The users that the entries describe.
        var users = ObjectTable<User>()
        var entries: [ExactString: Entries] = [:]
    }

    /// The number of attributes that are kept; a further one replaces them all.
    fileprivate static let mostAttributes = 16

    private let state = Lock(State())

    init() {}

    /// Finds the users with a value.
    ///
    /// - Parameters:
    ///   - users: all users of the org.
    ///   - attribute: the name of a profile attribute.
    ///   - value: a text, or an element of a list of texts; case is ignored, as Okta's filters do.
    ///   - id: only users after this one are returned; nil for all.
    /// - Returns: the users, in the order of the table.
    package func users(
        in users: ObjectTable<User>,
        whose attribute: String,
        is value: String,
        after id: UserID?
    ) -> [User] {
        let ids = state.withLock { state in
            state.follow(users)
            return state.ids(ExactString(attribute), Self.folded(value))
        }
        return users.rows(ids, after: id)
    }

    private static func folded(_ text: String) -> ExactString { ExactString(text.lowercased()) }

    fileprivate static func values(_ attribute: ExactString, of user: User?) -> [ExactString] {
        switch user?.profile[attribute.text] {
        case .string(let text): [folded(text)]
        case .array(let elements): elements.compactMap { $0.string.map(folded) }
        default: []
        }
    }
}

extension UserIndex.State {
    /// Brings the entries up to date with a table.
    fileprivate mutating func follow(_ users: ObjectTable<User>) {
        if let changes = users.knownChanges(since: self.users) {
            for attribute in Array(entries.keys) {
                for id in changes where self.users[id] !== users[id] {
                    for value in UserIndex.values(attribute, of: self.users[id]) {
                        entries[attribute]?[value]?.remove(id)
                        if entries[attribute]?[value]?.isEmpty == true { entries[attribute]?[value] = nil }
                    }
                    for value in UserIndex.values(attribute, of: users[id]) {
                        entries[attribute]?[value, default: []].insert(id)
                    }
                }
            }
        } else {
            entries = [:]
        }
        self.users = users
    }

    fileprivate mutating func ids(_ attribute: ExactString, _ value: ExactString) -> Set<UserID> {
        if let known = entries[attribute] { return known[value] ?? [] }
        var made: UserIndex.Entries = [:]
        for user in users {
            for value in UserIndex.values(attribute, of: user) { made[value, default: []].insert(user.id) }
        }
        if entries.count >= UserIndex.mostAttributes { entries = [:] }
        entries[attribute] = made
        return made[value] ?? []
    }
}
