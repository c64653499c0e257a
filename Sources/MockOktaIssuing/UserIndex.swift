package import MockOktaFormats
package import MockOktaModel
import MockOktaSystem

/// Finds users by the texts of an attribute, without a look at every user.
///
/// The texts of an attribute lie one after the other in memory, so that looking at all of them takes less time than a
/// request. They are collected when the attribute is first searched for; later searches add those of the users that
/// changed in between. Where these are not known (`ObjectTable.knownChanges(since:)`), they are collected again.
package final class UserIndex: Sendable {
    /// What a user must have to be found: a text of an attribute that passes a test.
    package struct Condition: Sendable {
        /// The name of the attribute: conditions of the same name look at the same value.
        let attribute: String
        let value: @Sendable (User) -> JSON?
        let test: @Sendable (Span<UInt8>) -> Bool

        /// Makes a condition.
        ///
        /// - Parameters:
        ///   - attribute: the name of the attribute.
        ///   - value: returns its value: a text, or a list of which each text is tested; other values have none.
        ///   - test: tests the UTF-8 bytes of `String.folded`.
        package init(
            _ attribute: String,
            _ value: @escaping @Sendable (User) -> JSON?,
            _ test: @escaping @Sendable (Span<UInt8>) -> Bool
        ) {
            self.attribute = attribute
            self.value = value
            self.test = test
        }
    }

    fileprivate struct State {
        /// The users that the texts describe.
        var users = ObjectTable<User>()
        var texts: [ExactString: AttributeTexts] = [:]
    }

    /// The number of attributes that are kept; a further one replaces them all.
    fileprivate static let mostAttributes = 16

    private let state = Lock(State())

    init() {}

    /// Finds the users that meet one of some conditions, and a few more: those whose texts have changed.
    ///
    /// - Parameters:
    ///   - users: all users of the org.
    ///   - conditions: the conditions.
    ///   - id: only users after this one are returned; nil for all.
    /// - Returns: the users, in the order of the table; nil where so many meet a condition that looking at the users
    ///   one by one finds a page of them sooner.
    package func users(
        in users: ObjectTable<User>,
        meeting conditions: [Condition],
        after id: UserID?
    ) -> [User]? {
        let most = max(1000, users.count / 16)
        var found: Set<UserID> = []
        for condition in conditions {
            let (texts, changed) = state.withLock { $0.texts(of: condition, in: users) }
            guard texts.collect(condition.test, into: &found, atMost: most) else { return nil }
            found.formUnion(changed)
        }
        return users.rows(found, after: id)
    }
}

extension UserIndex.State {
    /// The texts of an attribute, and the users who may have others in a version of the users.
    ///
    /// A request that began before the latest change has an older version than the texts; then they stay as they are.
    fileprivate mutating func texts(
        of condition: UserIndex.Condition,
        in users: ObjectTable<User>
    ) -> (AttributeTexts, Set<UserID>) {
        if let later = self.users.knownChanges(since: users), !later.isEmpty { return (texts(of: condition), later) }
        follow(users)
        return (texts(of: condition), [])
    }

    /// Brings the texts up to date with a table.
    private mutating func follow(_ users: ObjectTable<User>) {
        if let changes = users.knownChanges(since: self.users) {
            for attribute in Array(texts.keys) {
                for id in changes { texts[attribute]?.change(self.users[id], to: users[id]) }
                if texts[attribute]?.isMostlyOutdated == true { texts[attribute] = nil }
            }
        } else {
            texts = [:]
        }
        self.users = users
    }

    private mutating func texts(of condition: UserIndex.Condition) -> AttributeTexts {
        let attribute = ExactString(condition.attribute)
        if let known = texts[attribute] { return known }
        if texts.count >= UserIndex.mostAttributes { texts = [:] }
        let made = AttributeTexts(condition.value, of: users)
        texts[attribute] = made
        return made
    }
}
