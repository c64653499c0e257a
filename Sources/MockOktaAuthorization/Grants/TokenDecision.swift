import MockOktaIssuing

/// What a grant decided: which tokens, and the refresh token that goes with them.
struct TokenDecision {
    var plan: TokenPlan
    var refreshToken: String?
}
