package import MockOktaModel

/// The filter of a groups claim (`group_filter_type` and `value` of Okta's OAuth2Claim).
package enum GroupFilter {
    /// Okta puts no more groups than this into a claim.
    package static let limit = 100

    /// The names that pass, in their order; all but regular expressions disregard case.
    package static func matching(
        _ filter: Claim.GroupFilter,
        pattern: String,
        names: [String]
    ) throws(ExpressionError) -> [String] {
        let folded = pattern.lowercased()
        let expression = filter == .regex ? try RegularExpression(pattern, at: nil) : nil
        var matching: [String] = []
        for name in names {
            let passes =
                switch filter {
                case .startsWith: name.lowercased().hasPrefix(folded)
                case .equals: name.lowercased() == folded
                case .contains: name.lowercased().contains(folded)
                case .regex: try expression?.matchesWhole(name) ?? false
                }
            if passes { matching.append(name) }
        }
        try checkCount(matching.count, at: nil)
        return matching
    }

    package static func checkCount(_ count: Int, at offset: Int?) throws(ExpressionError) {
        guard count <= limit else {
            throw ExpressionError(
                kind: .tooManyGroups,
                message: "\(count) groups match, more than \(limit)",
                offset: offset
            )
        }
    }
}
