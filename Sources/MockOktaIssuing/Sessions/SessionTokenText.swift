import MockOktaCrypto
import MockOktaFormats
package import MockOktaModel

/// A single-use session token, stored by its digest (Okta, "Session token").
package enum SessionTokenText {
    /// Issues a token: `20111` and 50 characters.
    package static func issue(
        to user: User,
        _ methods: [String] = Authentication.byPassword,
        in snapshot: OrgSnapshot,
        random: inout SeededRandom
    ) throws(Refusal) -> String {
        let text = "20111" + Base64URL.encode(random.bytes(38)).prefix(50)
        let record = SessionToken(userID: user.id, authenticated: snapshot.now, methods: methods)
        let expires = snapshot.now + SessionToken.lifetime
        try snapshot.state.sessionTokens.insert(record, for: key(text), expires: expires, at: snapshot.now)
        return text
    }

    package static func key(_ text: String) -> RecordKey { RecordKey(SHA256.digest(Array(text.utf8))) }
}
