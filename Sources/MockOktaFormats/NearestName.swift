/// Finds what somebody meant to write, for "did you mean".
package enum NearestName {
    /// The name with the fewest typing mistakes, the first of equals; nil when none is near.
    ///
    /// Near is a third of the name's length, because a suggestion that shares nothing with the text misleads. Upper and
    /// lower case count as the same, so that `granttypes` finds `grantTypes`.
    package static func nearest(to text: String, among names: [String]) -> String? {
        let lowered = text.lowercased()
        var best: (name: String, distance: Int)?
        for name in names {
            let limit = max(1, name.unicodeScalars.count / 3)
            guard abs(name.unicodeScalars.count - text.unicodeScalars.count) <= limit else { continue }
            let distance = EditDistance.between(lowered, name.lowercased())
            guard distance <= limit, distance < name.unicodeScalars.count else { continue }
            if distance < best?.distance ?? .max { best = (name, distance) }
        }
        return best?.name
    }
}
