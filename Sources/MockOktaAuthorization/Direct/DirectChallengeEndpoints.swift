import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel
import MockOktaSignIn

/// `/primary-authenticate`: begins a sign-in with a factor on another device (Okta, "Configure Direct Authentication").
enum PrimaryAuthenticateEndpoint {
    static func answer(_ context: inout RequestContext) throws(Refusal) -> HTTPResponse {
        let parameters = try EndpointParameters(context.request)
        let client = try AuthenticatedClient.find(&context, parameters, for: .oob)
        let login = try parameters.required("login_hint")
        context.record.user = login
        guard let user = context.organization.user(login: login), user.status == .active,
            context.organization.isAssigned(user, to: client)
        else { throw Refusal(.loginFailed, why: "login_hint names no active user who is assigned to the app") }
        var transaction = DirectSignIn.transaction(.chooseFactor, client, parameters, context)
        transaction.userID = user.id
        let factor = try DirectChannel.factor(
            SignInRunner.machine(&context).candidates(transaction),
            hint: parameters["channel_hint"]
        )
        let (key, outcome) = try SignInRunner.begin(
            transaction,
            .choose(factor: factor.id),
            lifetime: DirectSignIn.lifetime,
            &context
        )
        return JSONAnswer.uncached(.ok, .object(try DirectChannel.object(outcome, key, context)))
    }
}

/// `/challenge`: begins the second factor of a sign-in that an `mfa_token` names.
enum DirectChallengeEndpoint {
    static func answer(_ context: inout RequestContext) throws(Refusal) -> HTTPResponse {
        let parameters = try EndpointParameters(context.request)
        let client = try AuthenticatedClient.find(&context, parameters)
        let token = try parameters.required("mfa_token")
        let (key, transaction) = try DirectSignIn.find(
            DirectSignIn.key(mfaToken: token, context.snapshot),
            client,
            "mfa_token",
            context
        )
        let types = try parameters.required("challenge_types_supported").split(separator: " ").map(String.init)
        let candidates = SignInRunner.machine(&context).candidates(transaction)
        let hasChannel = parameters["channel_hint"] != nil
        if types.contains(GrantType.mfaOTP.rawValue), !hasChannel, candidates.contains(where: { $0.kind == .totp }) {
            return JSONAnswer.uncached(.ok, ["challenge_type": .string(GrantType.mfaOTP.rawValue)])
        }
        guard types.contains(GrantType.mfaOOB.rawValue) else {
            throw Refusal(.directAuthPolicyDenied, why: "the user has no factor of the types \(types.listed)")
        }
        let factor = try DirectChannel.factor(candidates, hint: parameters["channel_hint"])
        guard let outcome = try SignInRunner.apply(.choose(factor: factor.id), key, &context) else {
            throw Refusal(.invalidGrant, why: "mfa_token was used meanwhile")
        }
        var object: JSONObject = ["challenge_type": .string(GrantType.mfaOOB.rawValue)]
        for member in try DirectChannel.object(outcome, key, context).members { object[member.key] = member.value }
        return JSONAnswer.uncached(.ok, .object(object))
    }
}

/// The channels by which a user is reached, and what clients are told of them.
enum DirectChannel {
    private static let channels: [(name: String, kind: Factor.Kind)] = [
        ("push", .push), ("sms", .sms), ("voice", .call), ("email", .email),
    ]

    /// The factor behind a channel; without a hint the first one that the user has.
    static func factor(_ factors: [Factor], hint: String?) throws(Refusal) -> Factor {
        let wanted = channels.filter { hint == nil || $0.name == hint }
        for channel in wanted {
            if let factor = factors.first(where: { $0.kind == channel.kind }) { return factor }
        }
        throw Refusal(
            .directAuthPolicyDenied,
            why: "the user has no active factor of the channel \(hint ?? channels.map(\.name).joined(separator: ", "))"
        )
    }

    /// Codes of messages come back as `binding_code`; a push is answered on the device.
    static func object(
        _ outcome: SignInOutcome,
        _ key: RecordKey,
        _ context: RequestContext
    ) throws(Refusal) -> JSONObject {
        guard outcome.refusal == nil, case .challenge(let challenge) = outcome.transaction.step else {
            throw Refusal(.directAuthPolicyDenied, why: outcome.refusal?.why ?? "no challenge began")
        }
        let channel = channels.first { $0.kind == challenge.factor.kind }?.name ?? "push"
        return [
            "oob_code": .string(DirectSignIn.oobCode(key, challenge, context.snapshot)),
            "expires_in": .integer(Int(DirectSignIn.lifetime.seconds)), "interval": .integer(DirectSignIn.interval),
            "channel": .string(channel), "binding_method": challenge.factor.kind == .push ? "none" : "prompt",
        ]
    }
}
