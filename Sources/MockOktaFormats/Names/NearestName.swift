/// Finds the name that was probably meant, for "did you mean".
package enum NearestName {
    /// The name with the fewest typing mistakes, the first one of several; nil when none is similar.
    ///
    /// At most a third of the name's length may differ, because a dissimilar suggestion misleads. The comparison is
    /// case-insensitive, so that `granttypes` finds `grantTypes`.
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
