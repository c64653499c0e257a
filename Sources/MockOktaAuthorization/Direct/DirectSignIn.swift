import MockOktaCrypto
import MockOktaEndpoints
import MockOktaFormats
import MockOktaIssuing
import MockOktaModel
import MockOktaSignIn

/// Signing in without a browser: each step is a call of the client (Okta, "Configure Direct Authentication grants").
enum DirectSignIn {
    /// How long the tokens of a sign-in are good.
    static let lifetime: TimeSpan = .minutes(5)
    /// Seconds between two polls of an answer on another device.
    static let interval = 5

    /// A new sign-in to an app.
    static func transaction(
        _ step: SignInTransaction.Step,
        _ client: Application,
        _ parameters: EndpointParameters,
        _ context: RequestContext
    ) -> SignInTransaction {
        let request = SignInRequest.direct(
            clientID: client.clientID,
            serverID: context.server.id,
            scope: parameters["scope"]
        )
        return SignInTransaction(.signIn, step, request, created: context.snapshot.now)
    }

    /// The end of a sign-in: its user and how they signed in, or what is missing.
    ///
    /// - Parameters:
    ///   - outcome: what the last input led to.
    ///   - key: of the sign-in.
    ///   - refused: the error for a wrong answer.
    ///   - context: for the org.
    /// - Returns: the user and the methods.
    /// - Throws: `Refusal`, with an `mfa_token` where a second factor is missing.
    static func finish(
        _ outcome: SignInOutcome,
        _ key: RecordKey,
        refused: OAuthError,
        _ context: RequestContext
    ) throws(Refusal) -> (User, Authentication) {
        let transaction = outcome.transaction
        switch outcome.refusal {
        case .denied(let rule): throw Refusal(.directAuthPolicyDenied, why: "the sign-in is denied by \(rule)")
        case let refusal?: throw Refusal(refused, why: refusal.why)
        case nil: break
        }
        switch transaction.step {
        case .done:
            guard let user = transaction.userID.flatMap(context.organization.user), user.canHoldTokens else {
                throw Refusal(.invalidGrant, why: "the user is gone or not active")
            }
            let authentication = Authentication(time: context.snapshot.now, methods: transaction.methods)
            return (user, authentication)
        case .chooseFactor:
            var error = OAuthError.mfaRequired
            error.mfaToken = mfaToken(key, context.snapshot)
            throw Refusal(error, why: "a second factor is missing")
        case .newPassword: throw Refusal(.passwordExpired, why: "the password has expired")
        default:
            throw Refusal(
                .directAuthPolicyDenied,
                why: "the user has set up no factor that is missing, which this flow cannot do"
            )
        }
    }

    /// The live sign-in of a client that a token names.
    static func find(
        _ key: RecordKey?,
        _ client: Application,
        _ name: String,
        _ context: RequestContext
    ) throws(Refusal) -> (RecordKey, SignInTransaction) {
        guard let key, let transaction = try context.snapshot.state.signIns.record(key, at: context.snapshot.now),
            case .direct(let clientID, let serverID, _) = transaction.request
        else {
            // Differs: Okta's text for this error is not known.
            throw Refusal(.invalidGrant, why: "\(name) is unknown, has expired or was used")
        }
        guard clientID.hasSameBytes(as: client.clientID), serverID == context.server.id else {
            throw Refusal(.mismatchedClient, why: "\(name) was issued to \(clientID) by server \(serverID)")
        }
        return (key, transaction)
    }
}

// MARK: - The tokens, of which none is stored

extension DirectSignIn {
    // Differs: Okta's mfa_token has twenty characters.
    /// `mfa_token`: the key of the sign-in and a seal, thirty characters.
    private static func mfaToken(_ key: RecordKey, _ snapshot: OrgSnapshot) -> String {
        let bytes = Array(key.bytes)
        return Base64URL.encode(bytes) + Base64URL.encode(seal(key, "mfa_token", snapshot).prefix(6))
    }

    static func key(mfaToken text: String, _ snapshot: OrgSnapshot) -> RecordKey? {
        guard text.utf8.count == 30, let bytes = Base64URL.decode(text.prefix(22)) else { return nil }
        let key = RecordKey(bytes)
        return ConstantTime.equal(text, mfaToken(key, snapshot)) ? key : nil
    }

    /// `oob_code`: `ft` and 32 characters, void with the next challenge.
    static func oobCode(_ key: RecordKey, _ challenge: FactorChallenge, _ snapshot: OrgSnapshot) -> String {
        let purpose = "oob_code \(challenge.factor.id) \(challenge.expires.microseconds)"
        return "ft" + Base64URL.encode(Array(key.bytes) + seal(key, purpose, snapshot).prefix(8))
    }

    static func key(oobCode text: String, _ snapshot: OrgSnapshot) throws(Refusal) -> RecordKey? {
        guard text.hasPrefix("ft"), let bytes = Base64URL.decode(text.dropFirst(2)), bytes.count == 24 else {
            return nil
        }
        let key = RecordKey(bytes)
        guard case .challenge(let challenge)? = try snapshot.state.signIns.record(key, at: snapshot.now)?.step else {
            return nil
        }
        return ConstantTime.equal(text, oobCode(key, challenge, snapshot)) ? key : nil
    }

    private static func seal(_ key: RecordKey, _ purpose: String, _ snapshot: OrgSnapshot) -> [UInt8] {
        Array(snapshot.secret.seal(Array(key.bytes), for: "direct " + purpose))
    }
}
