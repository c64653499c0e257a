import MockOktaFormats
import MockOktaModel

/// Refresh tokens as clients send them: sealed ones that this tenant issued, and those of a fixture.
package enum RefreshTokenText {
    /// The grant and generation that a token names; nil for unknown tokens.
    package static func read(_ text: String, _ snapshot: OrgSnapshot) -> GrantToken? {
        if let token = GrantToken(text, .refresh, sealedBy: snapshot.secret) { return token }
        return snapshot.organization.contents.refreshTokens.first { $0.token.hasSameBytes(as: text) }
            .map { GrantToken(FixtureGrants.id(of: $0), generation: 1) }
    }

    /// The text of a token; the first generation of a fixture's grant is the fixture's own text.
    ///
    /// - Parameters:
    ///   - token: of the grant that was read.
    ///   - read: what `text` was read as: the same token keeps its text.
    ///   - text: what the client sent.
    ///   - snapshot: holds the fixture's tokens and the secret behind all others.
    /// - Returns: what the client gets.
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
