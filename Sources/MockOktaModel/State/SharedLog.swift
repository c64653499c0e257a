/// A list of limited length to which several processes append.
package protocol SharedLog: Sendable {
    /// Appends an entry, and removes the oldest beyond a limit; the appended one stays.
    ///
    /// - Parameters:
    ///   - entry: the entry.
    ///   - count: the greatest number of entries.
    ///   - bytes: the greatest size of all entries together.
    /// - Returns: the entry's number: one more than that of the entry before.
    /// - Throws: `StoreFailure` where the engine does not answer.
    func append(_ entry: [UInt8], keeping count: Int, bytes: Int) throws(StoreFailure) -> Int

    /// Reads the entries with a higher number, oldest first, some at a time.
    func page(after number: Int) throws(StoreFailure) -> SharedLogPage

    /// Removes all entries.
    ///
    /// - Parameter restarts: whether the next entry has the number 1 again.
    /// - Throws: `StoreFailure` where the engine does not answer.
    func removeAll(restarts: Bool) throws(StoreFailure)
}

/// Some entries of a log.
package struct SharedLogPage: Sendable {
    package let entries: [(number: Int, bytes: [UInt8])]
    /// The number of the last entry of the log; 0 where there was none.
    package let last: Int
    /// How often all entries were removed before.
    package let removals: Int

    package init(entries: [(number: Int, bytes: [UInt8])], last: Int, removals: Int) {
        self.entries = entries
        self.last = last
        self.removals = removals
    }
}
