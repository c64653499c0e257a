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
        let (key, transaction) = try AuthnEndpoint.find(AuthnBody(context), context)
        let answer = try AuthnBody(context).answer
        if case .challenge(let challenge) = transaction.step, challenge.factor.id.hasSameBytes(as: id) {
            guard challenge.factor.kind != .push else { return try apply(.poll, key, &context) }
            guard let answer else { return try apply(.choose(factor: id), key, &context) }
            return try apply(.answer(answer), key, &context)
        }
        let isSent = context.organization.user(transaction.userID)?.factor(id)?.kind.isSent ?? false
        guard let answer, !isSent else { return try apply(.choose(factor: id), key, &context) }
        // A code of an app or an answer needs no challenge before it.
        _ = try apply(.choose(factor: id), key, &context)
        return try apply(.answer(answer), key, &context)
    }

    static func resend(_ context: inout RequestContext) throws(Refusal) -> HTTPResponse {
        try AuthnEndpoint.apply(&context) { _, _ in .resend }
    }

    static func enroll(_ context: inout RequestContext) throws(Refusal) -> HTTPResponse {
        try AuthnEndpoint.apply(&context) { (body, _) throws(Refusal) in
            guard let kind = body["factorType"].flatMap(Factor.Kind.init(rawValue:)) else {
                throw AuthnEndpoint.refused(.validationFailed.with("factorType"), "factorType is not supported")
            }
            let profile = body.json["profile"]
            let target = kind == .question ? profile?["question"]?.string : profile?["phoneNumber"]?.string
            return .enroll(FactorDraft(kind, target: target, answer: profile?["answer"]?.string))
        }
    }

    static func activate(_ context: inout RequestContext) throws(Refusal) -> HTTPResponse {
        try AuthnEndpoint.apply(&context) { body, _ in .answer(body.answer ?? "") }
    }

    private static func apply(
        _ input: SignInInput,
        _ key: RecordKey,
        _ context: inout RequestContext
    ) throws(Refusal) -> HTTPResponse {
        guard let outcome = try SignInRunner.apply(input, key, &context) else { throw AuthnEndpoint.unknown }
        return try AuthnEndpoint.answer(outcome, key, &context)
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
