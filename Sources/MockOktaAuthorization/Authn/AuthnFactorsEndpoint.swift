import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel
import MockOktaSignIn

/// `/api/v1/authn/factors`: choosing, proving and setting up factors while signing in.
enum AuthnFactorsEndpoint {
    /// Without a code the factor is chosen, and sends its code; with one it is proved.
    static func verify(_ context: inout RequestContext) throws(Refusal) -> HTTPResponse {
        let id = context.pathParameters["factor"] ?? ""
        let (key, transaction) = try AuthnEndpoint.find(AuthnBody(context), &context)
        let answer = try AuthnBody(context).answer
        if case .challenge(let challenge) = transaction.step, challenge.factor.id.hasSameBytes(as: id) {
            guard challenge.factor.kind != .push else { return try AuthnEndpoint.enter(.poll, key, &context) }
            guard let answer else { return try AuthnEndpoint.enter(.choose(factor: id), key, &context) }
            return try AuthnEndpoint.enter(.answer(answer), key, &context)
        }
        let isSent = context.organization.user(transaction.userID)?.factor(id)?.kind.isSent ?? false
        guard let answer, !isSent else { return try AuthnEndpoint.enter(.choose(factor: id), key, &context) }
        // A code of an app or an answer needs no challenge before it.
        _ = try AuthnEndpoint.enter(.choose(factor: id), key, &context)
        return try AuthnEndpoint.enter(.answer(answer), key, &context)
    }

    static func resend(_ context: inout RequestContext) throws(Refusal) -> HTTPResponse {
        try AuthnEndpoint.apply(&context) { _, _ in .resend }
    }

    /// Differs: security keys (`webauthn`, `u2f`), hardware and custom tokens are refused.
    static func enroll(_ context: inout RequestContext) throws(Refusal) -> HTTPResponse {
        try AuthnEndpoint.apply(&context) { (body, _) throws(Refusal) in
            guard let kind = body["factorType"].flatMap(Factor.Kind.init(rawValue:)) else {
                let cause = Factor.Kind.unsupported(body["factorType"])
                throw AuthnEndpoint.refused(.validationFailed.with("factorType"), cause)
            }
            let profile = body.json["profile"]
            let target = kind == .question ? profile?["question"]?.string : profile?["phoneNumber"]?.string
            return .enroll(FactorDraft(kind, target: target, answer: profile?["answer"]?.string))
        }
    }

    static func activate(_ context: inout RequestContext) throws(Refusal) -> HTTPResponse {
        try AuthnEndpoint.apply(&context) { body, _ in .answer(body.answer ?? "") }
    }
}

extension AuthnBody {
    /// The code or the answer to a question.
    var answer: String? {
        let text = self["passCode"] ?? self["answer"]
        return text?.isEmpty == true ? nil : text
    }
}

extension Organization {
    func user(_ id: UserID?) -> User? { id.flatMap { user($0) } }
}
