import MockOktaFormats
package import MockOktaModel

/// The filter of a groups claim (`group_filter_type` and `value` of Okta's OAuth2Claim).
package enum GroupFilter {
    /// Okta includes at most this many groups in a claim, except in the authorization code flow.
    package static let limit = 100

    /// The names that match, in their order; all filters except regular expressions are case-insensitive.
    ///
    /// A filter applies to Okta's own groups and Everyone, not to groups from an app (Okta, "Customize tokens returned
    /// from Okta with a Groups claim").
    package static func matching(
        _ filter: Claim.GroupFilter,
        pattern: String,
        in scope: ExpressionScope,
        budget: EvaluationBudget = EvaluationBudget()
    ) throws(ExpressionError) -> [String] {
        let folded = pattern.lowercased()
        let expression = filter == .regex ? try RegularExpression.cached(pattern, at: nil) : nil
        var matching: [String] = []
        for group in scope.groups where !group.isFromApp {
            try budget.spend(1 + folded.utf8.count / 8, at: nil)
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
