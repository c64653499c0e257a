/// A thread-safe cache of limited size.
///
/// It has two generations: when the younger one is full, it becomes the older one, and the former older one is dropped.
/// A value that is used moves to the younger generation, so that no list sorted by last use is needed.
package final class BoundedCache<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private struct Generations: Sendable {
        var younger: [Key: Value] = [:]
        var older: [Key: Value] = [:]
    }

    private let generations = Lock(Generations())
    private let capacity: Int

    /// Holds at least the latest `capacity` values and at most twice as many.
    package init(capacity: Int) {
        self.capacity = capacity
    }

    package func value(for key: Key) -> Value? {
        generations.withLock { [capacity] generations in
            if let value = generations.younger[key] { return value }
            guard let value = generations.older[key] else { return nil }
            Self.remember(value, for: key, in: &generations, capacity)
            return value
        }
    }

    package func remember(_ value: Value, for key: Key) {
        generations.withLock { [capacity] generations in
            Self.remember(value, for: key, in: &generations, capacity)
        }
    }

    private static func remember(_ value: Value, for key: Key, in generations: inout Generations, _ capacity: Int) {
        if generations.younger.count >= capacity {
            generations.older = generations.younger
            generations.younger = [:]
        }
        generations.younger[key] = value
    }
}
