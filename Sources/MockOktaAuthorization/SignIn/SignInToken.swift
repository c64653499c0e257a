import MockOktaCrypto
import MockOktaEndpoints
import MockOktaFormats
import MockOktaIssuing
import MockOktaModel

/// The texts that name a stored sign-in; none is stored, each holds the record's key and a part of a seal.
enum SignInToken: String {
    /// `stateToken` of `/api/v1/authn`: `00` and 40 characters.
    case state = "00"
    /// The token in the link of a recovery email.
    case recovery = "01"

    /// A token of a sign-in, void when the sign-in begins anew.
    func text(_ key: RecordKey, _ transaction: SignInTransaction, _ snapshot: OrgSnapshot) -> String {
        rawValue + Base64URL.encode(key.bytes + seal(key, transaction, snapshot))
    }

    /// The live sign-in that a token names.
    func find(_ text: String?, _ context: RequestContext) -> (RecordKey, SignInTransaction)? {
        guard let text, text.hasPrefix(rawValue), let bytes = Base64URL.decode(text.dropFirst(rawValue.count)),
            bytes.count == 30
        else { return nil }
        let (key, snapshot) = (RecordKey(bytes), context.snapshot)
        guard let transaction = snapshot.state.signIns.record(key, at: snapshot.now),
            ConstantTime.equal(Array(bytes[16...]), seal(key, transaction, snapshot))
        else { return nil }
        return (key, transaction)
    }

    private func seal(_ key: RecordKey, _ transaction: SignInTransaction, _ snapshot: OrgSnapshot) -> [UInt8] {
        Array(snapshot.secret.seal(key.bytes + [transaction.generation], for: "sign-in " + rawValue).prefix(14))
    }
}
