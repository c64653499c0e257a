extension ProblemLog {
    /// Warns about the value of a claim that Okta accepts but that no token can contain.
    ///
    /// - Parameters:
    ///   - fault: the problem; nil for none.
    ///   - value: the place where the value is written.
    func warn(of fault: String?, in value: FixtureNode?) {
        guard let fault, let value else { return }
        let text = Wording.quoted(value.string ?? "")
        warning(value, "is \(text): \(fault); Okta accepts it, and tokens that need the claim are refused")
    }
}
