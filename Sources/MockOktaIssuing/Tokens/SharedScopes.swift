import MockOktaFormats
import MockOktaSystem

/// Shares equal lists of scopes between grants.
///
/// A list of three takes 80 bytes, which would add 40 % to the 200 bytes of a grant.
package enum SharedScopes {
    private static let known = Lock(BoundedCache<[ExactString], [String]>(capacity: 256))

    /// Returns a shared array that equals the given one.
    package static func list(_ scopes: [String]) -> [String] {
        let key = scopes.map { ExactString($0) }
        return known.withLock { known in
            if let shared = known.value(for: key) { return shared }
            known.remember(scopes, for: key)
            return scopes
        }
    }
}
