import MockOktaCrypto
package import MockOktaFormats
package import MockOktaIssuing
import MockOktaModel

/// The checks of a JWT that need nothing but the token, the published keys and the clocks.
package struct JWTChecks: Sendable {
    let jwt: JWT
    let kind: TokenExplanation.Kind
    let expected: TokenExpectation
    /// The server that the token's `iss` names; nil where no known server has it.
    let server: TokenIssuer?
    /// Every known server.
    let servers: [TokenIssuer]

    package init(_ jwt: JWT, _ expected: TokenExpectation, server: TokenIssuer?, among servers: [TokenIssuer]) {
        self.jwt = jwt
        kind = Self.kind(of: jwt)
        self.expected = expected
        self.server = server
        self.servers = servers
    }

    private static func kind(of jwt: JWT) -> TokenExplanation.Kind {
        switch jwt.claims["jti"]?.string.flatMap(TokenIdentifier.init)?.kind {
        case .access?: return .access
        case .id?: return .id
        case nil: break
        }
        let claims = jwt.claims
        if claims["scp"] != nil || claims["cid"] != nil { return .access }
        return claims["nonce"] != nil || claims["at_hash"] != nil || claims["amr"] != nil ? .id : .unknown
    }

    /// Form, algorithm, key, signature, issuer and audience, in this order.
    ///
    /// - Parameter clients: the known client ids; nil where they are not known.
    /// - Returns: the checks.
    package func origin(clients: Set<ExactString>?) -> [TokenCheck] {
        [form, algorithm, key, signature, issuer, audience(clients)]
    }

    package var scope: TokenCheck {
        kind == .id
            ? expected.check(scopes: [], of: "an ID token, which is for the client and has no scp,")
            : expected.check(scopes: jwt.claims["scp"]?.strings ?? [], of: "the token")
    }

    package var form: TokenCheck {
        let what =
            switch kind {
            case .access: "an access token"
            case .id: "an ID token"
            default:
                isClientAssertion
                    ? "a client assertion, which a client signs for /token" : "neither access nor ID token"
            }
        return .passed(.form, "a JWT: \(what)")
    }

    private var isClientAssertion: Bool {
        guard let issuer = jwt.claims["iss"]?.string, let subject = jwt.claims["sub"]?.string else { return false }
        return issuer == subject
    }

    private var algorithm: TokenCheck {
        switch jwt.algorithm {
        case "RS256"?: .passed(.algorithm, "alg is RS256")
        case nil: .failed(.algorithm, "the header has no alg", remedy: "take the token as the server issued it")
        case let name?:
            .failed(
                .algorithm,
                name.asciiLowercased == "none"
                    ? "alg is \(name): the token is not signed"
                    : "alg is \(name), while the servers sign with RS256",
                remedy: "accept RS256 only; a verifier that takes alg from the token accepts forged ones"
            )
        }
    }

    private var key: TokenCheck {
        guard let id = jwt.keyID else {
            return .failed(
                .key,
                "the header has no kid, so that a verifier cannot choose among the published keys",
                remedy: "take the token as the server issued it"
            )
        }
        if let server, let key = server.key(id: id) {
            let text = "kid \(id) is published by server \(server.name)" + (key.status.map { ": \($0)" } ?? "")
            guard let note = server.unreadKeyNote, key.id == server.keys.first?.id else { return .passed(.key, text) }
            return .unknown(.key, "\(text); \(note)", remedy: "let the API read /keys again when a kid is not known")
        }
        if let other = servers.first(where: { $0.key(id: id) != nil }) {
            guard server != nil else { return .passed(.key, "kid \(id) is published by server \(other.name)") }
            return .failed(
                .key,
                "kid \(id) is a key of server \(other.name), not of the issuer",
                remedy: "read the keys of the token's own issuer: \(jwt.claims["iss"]?.string ?? "it has no iss")"
            )
        }
        return .failed(
            .key,
            "kid \(id) is published by no server: the key was retired by a rotation, or is of another server or run",
            remedy: "get a new token; a seed or a key in the fixture keeps keys over restarts"
        )
    }

    private var signature: TokenCheck {
        guard jwt.algorithm == "RS256" else {
            return .unknown(.signature, "only RS256 signatures are verified")
        }
        let known = server.map { [$0] } ?? servers
        if let id = jwt.keyID, let key = known.lazy.compactMap({ $0.key(id: id) }).first {
            guard let publicKey = key.key else {
                return .unknown(.signature, "the published key \(id) cannot be read")
            }
            if publicKey.verify(jwt.signature, for: jwt.signingInput, algorithm: .rs256) {
                return .passed(.signature, "it verifies with the key \(id)")
            }
            if let signer = servers.lazy.compactMap({ $0.signer(of: jwt) }).first {
                return .failed(
                    .signature,
                    "it was made with the key \(signer.id), while kid names \(id)",
                    remedy: "take the token as the server issued it"
                )
            }
            return .failed(
                .signature,
                "it does not verify with the key \(id): header, claims or signature were changed or cut",
                remedy: "compare the token with the one that /token answered, to its last character"
            )
        }
        if let signer = servers.lazy.compactMap({ $0.signer(of: jwt) }).first {
            return .failed(.signature, "it was made with the key \(signer.id)", remedy: "use that key's kid")
        }
        return .unknown(.signature, "no known key has the token's kid")
    }
}

extension JWTChecks {
    /// All checks that can be made without the server that issued the token.
    package func explanation(by clocks: TokenClocks) -> TokenExplanation {
        let revocation = TokenCheck.unknown(
            .revocation,
            "only the server that issued the token can tell",
            remedy: "ask its /introspect endpoint"
        )
        return TokenExplanation(
            kind,
            origin(clients: nil) + [
                clocks.lifetime(jwt), clocks.realTime(jwt), scope, revocation, JWTBinding.check(jwt),
            ]
        )
    }
}
