import MockOktaCrypto
import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaModel
import MockOktaSignIn

/// Proving factors by the Factors API, without a sign-in.
enum UserFactorVerification {
    private static let transactionPath = UserFactors.itemPath + "/transactions/{transactionID}"

    static let operations: [Operation] = [
        Operation(.post, UserFactors.itemPath + "/verify", .users, verify),
        Operation(.get, transactionPath, .users, poll),
        Operation(.delete, transactionPath, .users) { (call) throws(Refusal) in
            let (user, factor) = try UserFactors.find(call, in: call.organization)
            try FactorChallenges(factor, of: user, &call).end()
            return .nothing
        },
    ]

    /// Without a code a challenge begins; with one it is answered.
    @Sendable private static func verify(_ call: inout APICall) throws(Refusal) -> APIAnswer {
        let (user, factor) = try UserFactors.find(call, in: call.organization)
        call.context.record.user = user.login
        guard factor.isActive else { throw Refusal(.operationNotAllowed, why: "the factor is not active") }
        let body = try call.optionalBody()
        let challenges = FactorChallenges(factor, of: user, &call)
        let answer = body?["passCode"]?.string ?? body?["answer"]?.string
        if factor.kind == .push {
            let challenge = try challenges.begin()
            return APIAnswer(.created, .object(waiting(challenge, factor, user, call)))
        }
        if let answer, !answer.isEmpty {
            try challenges.answer(answer)
            return APIAnswer(.ok, ["factorResult": "SUCCESS"])
        }
        guard factor.kind.isSent else { throw SignInRefusal.wrongAnswer.answer() }
        let challenge = try challenges.begin()
        let path = "\(Users.path)/\(user.id.rawValue)/factors/\(factor.id)"
        return APIAnswer(
            .ok,
            [
                "factorResult": "CHALLENGE", "expiresAt": .instant(challenge.expires),
                "_links": [
                    "verify": .link(call.href(path + "/verify"), "POST"),
                    "factor": .link(call.href(path), "GET", "DELETE"),
                ],
            ]
        )
    }

    /// The state of a push.
    @Sendable private static func poll(_ call: inout APICall) throws(Refusal) -> APIAnswer {
        let (user, factor) = try UserFactors.find(call, in: call.organization)
        let challenges = FactorChallenges(factor, of: user, &call)
        guard let challenge = try challenges.present() else { return APIAnswer(.ok, ["factorResult": "TIMEOUT"]) }
        let id = call.parameter("transactionID")
        guard id.hasSameBytes(as: transactionID(challenge)) else { throw .absent(id, "FactorTransaction") }
        switch challenge.isApproved {
        case true?: return APIAnswer(.ok, ["factorResult": "SUCCESS"])
        case false?: return APIAnswer(.ok, ["factorResult": "REJECTED"])
        case nil: return .object(waiting(challenge, factor, user, call))
        }
    }

    private static func waiting(
        _ challenge: FactorChallenge,
        _ factor: Factor,
        _ user: User,
        _ call: APICall
    ) -> JSONObject {
        let path = "\(Users.path)/\(user.id.rawValue)/factors/\(factor.id)/transactions/" + transactionID(challenge)
        return [
            "factorResult": "WAITING", "expiresAt": .instant(challenge.expires),
            "_links": ["poll": .link(call.href(path), "GET"), "cancel": .link(call.href(path), "DELETE")],
        ]
    }

    /// A later challenge of the same factor has another id.
    private static func transactionID(_ challenge: FactorChallenge) -> String {
        let text = "transaction\u{0}\(challenge.factor.id)\u{0}\(challenge.expires.microseconds)"
        return "v2mst." + Base64URL.encode(SHA256.digest(Array(text.utf8)).prefix(16))
    }
}
