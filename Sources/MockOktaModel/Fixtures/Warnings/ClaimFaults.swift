extension ProblemLog {
    /// Warns of the value of a claim that Okta accepts but no token can carry.
    ///
    /// - Parameters:
    ///   - fault: what is wrong; nil warns of nothing.
    ///   - value: where the value is written.
    func warn(of fault: String?, in value: FixtureNode?) {
        guard let fault, let value else { return }
        let text = Wording.quoted(value.string ?? "")
        warning(value, "is \(text): \(fault); Okta accepts it, and tokens that need the claim are refused")
    }
}
