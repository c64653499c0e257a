import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// `/_mock/claims/evaluate`: what each claim of a server would be in a token, and the value of an expression.
enum ClaimControl {
    static let members = ["server", "client", "user", "grant_type", "scope", "expression"]

    static func evaluate(_ context: ControlContext) throws(ControlError) -> HTTPResponse {
        let body = try ControlBody(context.request, allowed: members)
        let operations = context.operations
        let client = try operations.client(try body.required("client"))
        let server = try operations.server(try body.string("server") ?? "default")
        let user = try body.string("user").map { login throws(ControlError) in try operations.user(login) }
        // All scopes where none are given, so that each claim shows its value.
        let scopes = try body.string("scope")?.split(separator: " ").map(String.init) ?? server.scopes.map(\.name)
        let standard: GrantType = user == nil ? .clientCredentials : .authorizationCode
        let grantType = try body.word("grant_type", of: GrantType.self) ?? standard
        let evaluation = ClaimEvaluation(
            operations.snapshot,
            server: server,
            client: client,
            user: user,
            scopes: scopes,
            methods: user == nil ? [] : Authentication.byPassword,
            grantType: grantType
        )
        let claims = server.claims.filter(\.isActive).map { json(of: $0, evaluation) }
        var answer: JSONObject = [
            "server": .string(ServerControl.name(server)), "client": .string(client.clientID),
            "grant_type": .string(grantType.rawValue), "scope": .string(scopes.joined(separator: " ")),
            "claims": .array(claims),
        ]
        answer["user"] = user.map { .string($0.login) }
        answer["expression"] = try body.string("expression").map { result(of: $0, evaluation) }
        return ControlResponse.json(.ok, .object(answer))
    }

    private static func json(of claim: Claim, _ evaluation: ClaimEvaluation) -> JSON {
        var members: JSONObject = [
            "claim": .string(claim.name), "claim_type": .string(claim.target.rawValue),
            "system": .bool(claim.isSystem), "scopes": .array(claim.scopes.map { .string($0) }),
        ]
        switch claim.value {
        case .system: break
        case .expression(let text): members["expression"] = .string(text)
        case .groups(let filter, let pattern):
            members["expression"] = .string(pattern)
            members["filter"] = .string(filter.rawValue)
        }
        var places: [String] = []
        do throws(Refusal) {
            switch try evaluation.outcome(of: claim) {
            case .present(let value):
                members["value"] = value
                places = self.places(of: claim)
            case .absent(let reason): members["why"] = .string(OmittedClaim(claim.name, reason).why)
            }
        } catch {
            members["error"] = .string(error.why)
        }
        members["included_in"] = .array(places.map { .string($0) })
        return .object(members)
    }

    /// The answers and tokens that have the claim.
    static let places = ["access token", "ID token", "ID token alone", "userinfo"]

    private static func places(of claim: Claim) -> [String] {
        switch claim.target {
        case .resource: ["access token"]
        case .identity: [claim.isAlwaysIncluded ? "ID token" : "ID token alone", "userinfo"]
        }
    }

    private static func result(of expression: String, _ evaluation: ClaimEvaluation) -> JSON {
        do throws(ClaimEvaluation.ExpressionFault) {
            return ["text": .string(expression), "value": try evaluation.value(ofExpression: expression)]
        } catch {
            var members: JSONObject = ["text": .string(expression), "error": .string(error.message)]
            members["character"] = error.character.map { .integer($0) }
            return .object(members)
        }
    }
}
