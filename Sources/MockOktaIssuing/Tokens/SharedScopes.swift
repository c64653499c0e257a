import MockOktaSystem

/// Lists of scopes that many grants have in common: each is kept once, however many live grants name it.
package enum SharedScopes {
    private static let known = BoundedCache<[String], [String]>(capacity: 256)

    /// An equal list, the same for all who ask.
    package static func list(_ scopes: [String]) -> [String] {
        if let shared = known.value(for: scopes) { return shared }
        known.remember(scopes, for: scopes)
        return scopes
    }
}
