/// A cache of limited size; `Lock` makes it safe for several threads.
///
/// It has two generations: when the younger one is full, it becomes the older one, and the former older one is dropped.
/// A value that is used moves to the younger generation, so that no list sorted by last use is needed.
package struct BoundedCache<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    @usableFromInline var younger: [Key: Value] = [:]
    @usableFromInline var older: [Key: Value] = [:]
    @usableFromInline package let capacity: Int

    /// Holds at least the latest `capacity` values and at most twice as many.
    package init(capacity: Int) {
        self.capacity = capacity
    }

    @inlinable package mutating func value(for key: Key) -> Value? {
        if let value = younger[key] { return value }
        guard let value = older[key] else { return nil }
        remember(value, for: key)
        return value
    }

    @inlinable package mutating func remember(_ value: Value, for key: Key) {
        if younger.count >= capacity {
            older = younger
            younger = [:]
        }
        younger[key] = value
    }
}
