import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// A client that proves itself by a signed JWT: `client_secret_jwt` and `private_key_jwt` (RFC 7523 §3).
struct ClientAssertion {
    static let type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"

    private let jwt: JWT
    private let algorithm: ClientSignature

    init(_ text: String?, type: String?) throws(Refusal) {
        guard type == Self.type else {
            throw Refusal(.clientAssertionTypeInvalid, why: "client_assertion_type is \(type ?? "absent")")
        }
        guard let text, let jwt = JWT(text) else {
            throw Refusal(.clientAssertionInvalidJWT, why: "client_assertion is absent or no JWT")
        }
        guard jwt.header["crit"] == nil else {
            throw Refusal(
                .clientAssertionInvalidJWT,
                why: "crit names extensions, and none is known (RFC 7515 §4.1.11)"
            )
        }
        guard let algorithm = jwt.algorithm.flatMap(ClientSignature.init) else {
            throw Refusal(.clientAssertionInvalidSignatureAlgorithm, why: "alg is \(jwt.algorithm ?? "absent")")
        }
        self.jwt = jwt
        self.algorithm = algorithm
    }

    /// The client that signed, all claims checked, the assertion spent.
    ///
    /// - Parameters:
    ///   - context: for the endpoint's own URL, which is the audience.
    ///   - named: the `client_id` parameter; nil where there is none.
    /// - Returns: the client.
    /// - Throws: `Refusal` of Okta's `client_assertion` family.
    func client(_ context: RequestContext, named: String?) throws(Refusal) -> Application {
        let client = try issuer(context.snapshot.organization)
        guard named == nil || named?.utf8.elementsEqual(client.clientID.utf8) == true else {
            throw Refusal(.multipleClientCredentials, why: "client_id \(named ?? "") is not the assertion's client")
        }
        if case .secret = algorithm, client.secrets.isEmpty {
            throw Refusal(.clientAssertionInvalidNoSecret, why: "\(client.clientID) has no secret to sign with")
        }
        guard client.authenticationMethod == algorithm.method else {
            throw Refusal(
                .invalidTokenEndpointAuthMethod,
                why: "\(client.clientID) is registered for \(client.authenticationMethod.rawValue), "
                    + "an assertion with \(jwt.algorithm ?? "") is \(algorithm.method.rawValue)"
            )
        }
        try checkAudience(context)
        let expires = try checkTimes(context.snapshot.now)
        do throws(ClientSignatureFault) {
            try algorithm.verify(jwt, by: client, context.snapshot)
        } catch {
            throw error.ofAssertion
        }
        try spend(client, expires, context.snapshot)
        return client
    }

    private func issuer(_ organization: Organization) throws(Refusal) -> Application {
        let issuer = jwt.claims["iss"]?.string
        guard let issuer, let client = organization.application(clientID: issuer) else {
            throw Refusal(.clientAssertionInvalidIssuer, why: "iss is \(issuer ?? "absent"), which is no client")
        }
        guard jwt.claims["sub"]?.string == issuer else {
            let subject = jwt.claims["sub"]?.string ?? "absent"
            throw Refusal(.clientAssertionInvalidSubject, why: "sub is \(subject), iss is \(issuer)")
        }
        return client
    }

    /// The audience is the URL of the endpoint called, nothing else.
    private func checkAudience(_ context: RequestContext) throws(Refusal) {
        let audiences = jwt.audiences
        let accepted = [context.snapshot.urls.front, context.snapshot.urls.back].map { $0 + context.request.path }
        guard audiences.contains(where: accepted.contains) else {
            throw Refusal(.clientAssertionInvalidAudience, why: "aud is \(audiences), not \(accepted[0])")
        }
    }

    private func checkTimes(_ now: Instant) throws(Refusal) -> Instant {
        guard let expires = jwt.claims["exp"]?.numericDate else {
            throw Refusal(.clientAssertionExpirationRequired, why: "exp is absent or no number")
        }
        guard now < expires else {
            throw Refusal(.clientAssertionExpiredToken, why: "exp \(expires.text) is not after \(now.text)")
        }
        guard expires <= now + OneTimeJWT.longestLifetime else {
            throw Refusal(.clientAssertionExpiresTooFarInFuture, why: "exp \(expires.text) is over an hour ahead")
        }
        for name in ["iat", "nbf"] {
            guard let claim = jwt.claims[name] else { continue }
            guard let instant = claim.numericDate, instant <= now else {
                throw Refusal(.clientAssertionIssuedAtInFuture, why: "\(name) is no number or after \(now.text)")
            }
        }
        return expires
    }

    /// An assertion with a `jti` can be used once.
    private func spend(_ client: Application, _ expires: Instant, _ snapshot: OrgSnapshot) throws(Refusal) {
        let assertion = OneTimeJWT(kind: .clientAssertion, issuer: client.clientID, jwt: jwt)
        guard assertion.hasReadableID() else { throw Refusal(.clientAssertionInvalidJWT, why: "jti is no string") }
        var batch = RecordBatch()
        assertion.use(until: expires, snapshot, in: &batch) { id in
            Refusal(.clientAssertionAlreadyUsed, why: "jti \(id) was used before")
        }
        try snapshot.state.commit(batch, at: snapshot.now)
    }
}
