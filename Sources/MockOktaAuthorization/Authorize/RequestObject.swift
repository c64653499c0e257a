import MockOktaEndpoints
import MockOktaFormats
import MockOktaIssuing
import MockOktaModel

/// A request object: the parameters of a request in a JWT that the client signed (RFC 9101; Okta, "request").
struct RequestObject {
    private let jwt: JWT
    private let algorithm: ClientSignature

    /// Reads and verifies a request object.
    ///
    /// - Parameters:
    ///   - text: the parameter `request`.
    ///   - client: who must have signed it.
    ///   - registered: the one algorithm that the client signs with; nil for any.
    ///   - context: for the issuer, the instant and the store of used objects; its `writes` get the use of the `jti`.
    /// - Returns: its claims as parameters: text as it is, whole numbers in digits, other values left out.
    /// - Throws: `Refusal` of Okta's request object family.
    static func parameters(
        _ text: String,
        of client: Application,
        algorithm registered: String?,
        _ context: inout RequestContext
    ) throws(Refusal) -> [(String, String)] {
        let object = try RequestObject(text)
        let expires = try object.check(client, registered, context)
        for name in ["request", "request_uri"] where object.jwt.claims[name] != nil {
            throw Refusal(.requestObjectInvalid, why: "the request object has the claim \(name) (RFC 9101 §4)")
        }
        let parameters = object.parameters
        // It would stand in place of the client_id that the object was verified for (RFC 9101 §5).
        if let named = parameters.first(where: { $0.0 == "client_id" })?.1, !named.hasSameBytes(as: client.clientID) {
            let why = "client_id of the request object is \(named), not \(client.clientID)"
            throw Refusal(.requestObjectInvalid, why: why)
        }
        object.oneTime(client).use(until: expires, context.snapshot, in: &context.writes, orElse: used)
        return parameters
    }

    private var parameters: [(String, String)] {
        jwt.claims.members.compactMap { member in
            guard !Self.jwtClaims.contains(member.key) else { return nil }
            if let text = member.value.string { return (member.key, text) }
            return member.value.integer.map { (member.key, String($0)) }
        }
    }

    /// Claims that describe the object itself.
    private static let jwtClaims: Set<ExactString> = ["iss", "sub", "aud", "exp", "nbf", "iat", "jti"]

    private init(_ text: String) throws(Refusal) {
        guard let jwt = JWT(text), jwt.header["crit"] == nil else {
            throw Refusal(.requestObjectInvalid, why: "request is no signed JWT, or has a crit that is not known here")
        }
        guard let algorithm = jwt.algorithm.flatMap(ClientSignature.init) else {
            let why =
                "alg of the request object is \(jwt.algorithm ?? "absent"), none of \(ClientSignature.names.listed)"
            throw Refusal(.requestObjectInvalidSignatureAlgorithm, why: why)
        }
        self.jwt = jwt
        self.algorithm = algorithm
    }

    /// Judges who made the object, for whom and when.
    ///
    /// - Returns: until when it may be used.
    private func check(
        _ client: Application,
        _ registered: String?,
        _ context: RequestContext
    ) throws(Refusal) -> Instant {
        if let registered, registered != jwt.algorithm {
            let why = "alg is \(jwt.algorithm ?? "absent"), \(client.clientID) signs with \(registered)"
            throw Refusal(.requestObjectHeaderAlgoMismatch, why: why)
        }
        let issuer = jwt.claims["iss"]?.string
        guard issuer == client.clientID else {
            let why = "iss of the request object is \(issuer ?? "absent"), not \(client.clientID)"
            throw Refusal(.requestObjectInvalidIssuer, why: why)
        }
        let audiences = jwt.audiences
        let expected = context.snapshot.issuer(of: context.server)
        guard audiences.contains(expected) else {
            let why = "aud of the request object is \(audiences), not the issuer \(expected)"
            throw Refusal(.requestObjectAudienceMismatch, why: why)
        }
        let expires = try checkTimes(context.snapshot.now)
        guard oneTime(client).hasReadableID() else {
            throw Refusal(.requestObjectInvalid, why: "jti of the request object is no string")
        }
        do throws(ClientSignatureFault) {
            try algorithm.verify(jwt, by: client, context.snapshot)
        } catch {
            throw error.ofRequestObject
        }
        return expires
    }

    private func checkTimes(_ now: Instant) throws(Refusal) -> Instant {
        let (expires, issued, start) = (try instant("exp"), try instant("iat"), try instant("nbf"))
        if let expires {
            guard now < expires else {
                let why = "exp \(expires.text) of the request object is not after \(now.text)"
                throw Refusal(.requestObjectJWTExpired, why: why)
            }
            guard expires <= now + OneTimeJWT.longestLifetime else {
                let why = "exp \(expires.text) of the request object is over an hour after \(now.text)"
                throw Refusal(.requestObjectJWTExpirationTooLong, why: why)
            }
        }
        if let issued, issued > now {
            let why = "iat \(issued.text) of the request object is after \(now.text)"
            throw Refusal(.requestObjectIssuedInFuture, why: why)
        }
        if let start, start > now {
            let why = "nbf \(start.text) of the request object is after \(now.text)"
            throw Refusal(.requestObjectBeforeNbf, why: why)
        }
        return expires ?? now
    }

    private func instant(_ claim: String) throws(Refusal) -> Instant? {
        guard let value = jwt.claims[claim] else { return nil }
        guard let instant = value.numericDate else {
            throw Refusal(.requestObjectInvalid, why: "\(claim) of the request object is no number")
        }
        return instant
    }

    /// A `jti` makes the object good for one use.
    private func oneTime(_ client: Application) -> OneTimeJWT {
        OneTimeJWT(kind: .requestObject, issuer: client.clientID, jwt: jwt)
    }

    private static func used(_ id: String) -> Refusal {
        Refusal(.requestObjectAlreadyUsed, why: "a request object with the jti \(id) was used before")
    }
}
