/// Detects changes of fixture files by comparing successive stamps.
package struct FixtureChanges {
    private var known: FixtureStamp
    private var latest: FixtureStamp

    /// Starts with the stamp of the files when they were read, or an earlier one.
    package init(from start: FixtureStamp) {
        (known, latest) = (start, start)
    }

    /// Whether the files have changed since the last change.
    ///
    /// Files that differ from the last stamp may be incomplete: a change counts when two successive stamps are equal.
    package mutating func isChange(_ now: FixtureStamp) -> Bool {
        defer { latest = now }
        guard now != known, now == latest else { return false }
        known = now
        return true
    }
}
