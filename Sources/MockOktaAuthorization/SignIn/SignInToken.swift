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
    /// The token in the link of an email with a code, void with the next code.
    case link = "03"
    /// The token in the link to a QR code.
    case qrCode = "04"
    /// `stateHandle` of `/idp/idx`: `02.id.` and 40 characters.
    case handle = "02.id."
    /// `interaction_handle`: 43 characters, good as long as the sign-in is stored.
    case interaction = ""

    /// A token of a sign-in, void when the sign-in begins anew.
    func text(_ key: RecordKey, _ transaction: SignInTransaction, _ snapshot: OrgSnapshot) -> String {
        rawValue + Base64URL.encode(key.bytes + seal(key, transaction, snapshot))
    }

    /// The live sign-in that a token names.
    func find(_ text: String?, _ context: RequestContext) throws(Refusal) -> (RecordKey, SignInTransaction)? {
        guard let text, text.hasPrefix(rawValue), let bytes = Base64URL.decode(text.dropFirst(rawValue.count)),
            bytes.count == 16 + sealLength
        else { return nil }
        let (key, snapshot) = (RecordKey(bytes), context.snapshot)
        guard let transaction = try snapshot.state.signIns.record(key, at: snapshot.now),
            ConstantTime.equal(Array(bytes[16...]), seal(key, transaction, snapshot))
        else { return nil }
        return (key, transaction)
    }

    private var sealLength: Int { self == .interaction ? 16 : 14 }

    private func seal(_ key: RecordKey, _ transaction: SignInTransaction, _ snapshot: OrgSnapshot) -> [UInt8] {
        let generation = self == .interaction ? 0 : transaction.generation
        let code = self == .link ? Array((transaction.challenge?.code ?? "").utf8) : []
        let seal = snapshot.secret.seal(key.bytes + [generation] + code, for: "sign-in " + rawValue)
        return Array(seal.prefix(sealLength))
    }
}
