package import MockOktaModel

/// The filter of a groups claim (`group_filter_type` and `value` of Okta's OAuth2Claim).
package enum GroupFilter {
    /// Okta puts no more groups than this into a claim, but for the authorization code flow.
    package static let limit = 100

    /// The names that pass, in their order; all but regular expressions disregard case.
    ///
    /// A filter sees groups of Okta's own and Everyone, not those that come from an app (Okta, "Customize tokens
    /// returned from Okta with a Groups claim").
    package static func matching(
        _ filter: Claim.GroupFilter,
        pattern: String,
        in scope: ExpressionScope
    ) throws(ExpressionError) -> [String] {
        let folded = pattern.lowercased()
        let expression = filter == .regex ? try RegularExpression.cached(pattern, at: nil) : nil
        let budget = EvaluationBudget()
        var matching: [String] = []
        for group in scope.groups where !group.isFromApp {
            let name = group.name.lowercased()
            let passes =
                switch filter {
                case .startsWith: ByteText.starts(name, with: folded)
                case .equals: ByteText.areEqual(name, folded)
                case .contains: ByteText.contains(name, folded)
                case .regex: try expression?.matchesWhole(group.name, budget: budget) ?? false
                }
            if passes { matching.append(group.name) }
        }
        try scope.checkCount(ofGroups: matching.count, at: nil)
        return matching
    }
}
