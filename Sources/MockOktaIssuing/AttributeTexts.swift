import MockOktaFormats
import MockOktaModel

/// The texts of one attribute of all users, one after the other.
///
/// Texts of users who have changed since stay: those who search look at the users that they find, so these texts only
/// cost time, and all are collected again once they are many.
struct AttributeTexts: Sendable {
    private let value: @Sendable (User) -> JSON?
    private var bytes: [UInt8] = []
    /// Where each text ends.
    private var ends: [Int] = []
    /// Whose each text is.
    private var owners: [UserID] = []
    private var outdated = 0

    init(_ value: @escaping @Sendable (User) -> JSON?, of users: ObjectTable<User>) {
        self.value = value
        ends.reserveCapacity(users.count)
        owners.reserveCapacity(users.count)
        users.scan(after: nil) { user in
            add(value(user), of: user)
            return true
        }
    }

    /// Whether more than half of the texts are no user's any more.
    var isMostlyOutdated: Bool { outdated > 64 + owners.count / 2 }

    /// Adds the texts of a user who has changed; nil stands for a user who is not there.
    mutating func change(_ former: User?, to new: User?) {
        guard former !== new else { return }
        let (old, changed) = (former.flatMap(value), new.flatMap(value))
        guard old != changed else { return }
        if old != nil { outdated += 1 }
        if let new { add(changed, of: new) }
    }

    /// Adds the owners of texts that pass a test.
    ///
    /// - Parameters:
    ///   - test: tests the bytes of a text.
    ///   - found: what the owners are added to.
    ///   - most: how many there may be.
    /// - Returns: false where there are more.
    func collect(_ test: (Span<UInt8>) -> Bool, into found: inout Set<UserID>, atMost most: Int) -> Bool {
        let texts = bytes.span
        var start = 0
        for (place, end) in ends.enumerated() {
            if test(texts.extracting(start..<end)) {
                found.insert(owners[place])
                guard found.count <= most else { return false }
            }
            start = end
        }
        return true
    }

    private mutating func add(_ value: JSON?, of user: User) {
        switch value {
        case .string(let text): add(text, of: user)
        case .array(let elements):
            for case .string(let text) in elements { add(text, of: user) }
        default: break
        }
    }

    private mutating func add(_ text: String, of user: User) {
        bytes.append(contentsOf: text.folded.utf8)
        ends.append(bytes.count)
        owners.append(user.id)
    }
}
