import MockOktaFormats
import MockOktaModel

/// Refresh tokens as clients send them: those that this tenant issued, and those of a fixture.
package enum RefreshTokenText {
    /// Returns the grant and generation of a token; nil for unknown tokens.
    package static func read(_ text: String, _ snapshot: OrgSnapshot) -> GrantToken? {
        if let token = GrantToken(text, .refresh, sealedBy: snapshot.secret) { return token }
        return snapshot.organization.contents.refreshTokens.first { $0.token.hasSameBytes(as: text) }
            .map { GrantToken(FixtureGrants.id(of: $0), generation: 1) }
    }

    /// Returns the text of a token; for the first generation of a fixture's grant it is the fixture's own text.
    ///
    /// - Parameters:
    ///   - token: a token of the same grant as `read`.
    ///   - read: the token that `text` was read as; where both tokens are equal, the text is unchanged.
    ///   - text: the text that the client sent.
    ///   - snapshot: holds the fixture's tokens and the tenant's secret.
    /// - Returns: the text that the client receives.
    package static func write(
        _ token: GrantToken,
        after read: GrantToken,
        _ text: String,
        _ snapshot: OrgSnapshot
    ) -> String {
        let given =
            token.generation == 1
            ? snapshot.organization.contents.refreshTokens.first { FixtureGrants.id(of: $0) == token.grant } : nil
        if let given { return given.token }
        return token == read ? text : token.encoded(.refresh, sealedBy: snapshot.secret)
    }
}
