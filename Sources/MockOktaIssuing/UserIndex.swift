import MockOktaFormats
package import MockOktaModel
import MockOktaSystem

/// Finds users by the value of a profile attribute, without a look at every user.
///
/// The entries of an attribute are made when it is first searched for. Later searches only look at the users that
/// changed in between; where those are not known (`ObjectTable.knownChanges(since:)`), the entries are made again.
package final class UserIndex: Sendable {
    /// The users with a value: most attributes that are searched for, such as logins, have a value for each user.
    fileprivate enum Owners {
        case one(UserID)
        case several(Set<UserID>)
    }

    /// The users by value, in lower case.
    fileprivate typealias Entries = [ExactString: Owners]

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
        let (name, wanted) = (ExactString(attribute), Self.folded(value))
        let ids = state.withLock { $0.candidates(in: users, name, wanted) }
        return users.rows(ids, after: id).filter { Self.values(name, of: $0).contains(wanted) }
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
    /// The ids of the users with a value, and of some others, in a version of the users.
    ///
    /// A request that began before the latest change has an older version than the entries; then they stay as they are,
    /// and the users that have changed since are looked at.
    fileprivate mutating func candidates(
        in users: ObjectTable<User>,
        _ attribute: ExactString,
        _ value: ExactString
    ) -> Set<UserID> {
        if let later = self.users.knownChanges(since: users), !later.isEmpty {
            return ids(attribute, value).union(later)
        }
        follow(users)
        return ids(attribute, value)
    }

    /// Brings the entries up to date with a table.
    private mutating func follow(_ users: ObjectTable<User>) {
        if let changes = users.knownChanges(since: self.users) {
            for attribute in Array(entries.keys) {
                for id in changes where self.users[id] !== users[id] {
                    for value in UserIndex.values(attribute, of: self.users[id]) {
                        entries[attribute]?.remove(id, from: value)
                    }
                    for value in UserIndex.values(attribute, of: users[id]) { entries[attribute]?.add(id, to: value) }
                }
            }
        } else {
            entries = [:]
        }
        self.users = users
    }

    private mutating func ids(_ attribute: ExactString, _ value: ExactString) -> Set<UserID> {
        if let known = entries[attribute] { return known[value]?.ids ?? [] }
        var made: UserIndex.Entries = [:]
        for user in users {
            for value in UserIndex.values(attribute, of: user) { made.add(user.id, to: value) }
        }
        if entries.count >= UserIndex.mostAttributes { entries = [:] }
        entries[attribute] = made
        return made[value]?.ids ?? []
    }
}

extension UserIndex.Owners {
    fileprivate var ids: Set<UserID> {
        switch self {
        case .one(let id): [id]
        case .several(let ids): ids
        }
    }
}

// A set is taken out of the dictionary first, so that it is changed in place.
extension UserIndex.Entries {
    fileprivate mutating func add(_ id: UserID, to value: ExactString) {
        switch self[value] {
        case nil: self[value] = .one(id)
        case .one(let other): if other != id { self[value] = .several([other, id]) }
        case .several(var ids):
            self[value] = nil
            ids.insert(id)
            self[value] = .several(ids)
        }
    }

    fileprivate mutating func remove(_ id: UserID, from value: ExactString) {
        switch self[value] {
        case nil: break
        case .one(let own): if own == id { self[value] = nil }
        case .several(var ids):
            self[value] = nil
            ids.remove(id)
            if !ids.isEmpty { self[value] = .several(ids) }
        }
    }
}
