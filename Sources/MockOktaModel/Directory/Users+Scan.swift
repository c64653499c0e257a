// Not for tables of any row: this code is called for each user of an org, and generic code would be slow.
extension ObjectTable<User> {
    /// Calls a body with each user in the order of the table, until it returns false.
    ///
    /// - Parameters:
    ///   - id: the user after whom to begin; nil for the first.
    ///   - body: returns whether more users are wanted.
    package func scan(after id: UserID?, _ body: (User) -> Bool) {
        slots.scan(from: start(after: id)) { $0.map(body) ?? true }
    }
}
