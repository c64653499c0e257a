/// Decides from the stamps of fixture files, taken one after another, when the files have changed.
package struct FixtureChanges {
    private var known: FixtureStamp
    private var latest: FixtureStamp

    /// Begins with the files as they were when they were read, or before that.
    package init(from start: FixtureStamp) {
        (known, latest) = (start, start)
    }

    /// Whether the files have changed since the last change.
    ///
    /// Files that differ from the last stamp may be in the middle of being written: the change counts when two stamps
    /// in a row are equal.
    package mutating func isChange(_ now: FixtureStamp) -> Bool {
        defer { latest = now }
        guard now != known, now == latest else { return false }
        known = now
        return true
    }
}
