package import MockOktaModel
package import MockOktaSystem

/// A cache of limited size for what shows one organization.
///
/// It is emptied for a changed organization, so that at most one former organization stays in memory.
package struct OrganizationCache<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    @usableFromInline var organization: Organization?
    @usableFromInline var values: BoundedCache<Key, Value>

    /// Holds at least the latest `capacity` values and at most twice as many.
    package init(capacity: Int) {
        values = BoundedCache(capacity: capacity)
    }

    @inlinable package mutating func value(for key: Key, in organization: Organization) -> Value? {
        self.organization === organization ? values.value(for: key) : nil
    }

    @inlinable package mutating func remember(_ value: Value, for key: Key, in organization: Organization) {
        if self.organization !== organization {
            self.organization = organization
            values = BoundedCache(capacity: values.capacity)
        }
        values.remember(value, for: key)
    }
}
