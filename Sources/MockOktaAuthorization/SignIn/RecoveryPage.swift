import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel
import MockOktaSignIn

/// Where the link of a recovery or unlock email of `/api/v1/authn` leads: the page for the new password.
///
/// Differs: Okta's page goes on to the dashboard, signed in; here the user returns to the app and signs in.
enum RecoveryPage {
    static func path(_ token: String) -> String { "/signin/reset-password/" + token }

    static func unlockPath(_ token: String) -> String { "/signin/unlock/" + token }

    /// The link is the proof that a code would be.
    static func show(_ context: inout RequestContext) throws(Refusal) -> HTTPResponse {
        let (key, transaction) = try find(context)
        guard case .challenge(let challenge) = transaction.step, challenge.factor.kind == .email else {
            return page(key, transaction, nil, &context)
        }
        return try apply(.decide(isApproved: true), key, &context)
    }

    static func submit(_ context: inout RequestContext) throws(Refusal) -> HTTPResponse {
        let form = try PageForm.read(context.request)
        let (key, transaction) = try find(context)
        guard let input = try SignInStepEndpoint.input(form, transaction, &context) else {
            return page(key, transaction, .notOffered, &context)
        }
        return try apply(input, key, &context)
    }

    private static func apply(
        _ input: SignInInput,
        _ key: RecordKey,
        _ context: inout RequestContext
    ) throws(Refusal) -> HTTPResponse {
        guard let outcome = try SignInRunner.apply(input, key, &context) else { throw ended }
        return page(key, outcome.transaction, outcome.refusal, &context)
    }

    private static func find(_ context: RequestContext) throws(Refusal) -> (RecordKey, SignInTransaction) {
        guard let found = try SignInToken.recovery.find(context.pathParameters["token"], context) else { throw ended }
        return found
    }

    private static var ended: Refusal {
        Refusal(.requestExpired, why: "the link is unknown, was used, or has expired: links last an hour")
    }

    private static func page(
        _ key: RecordKey,
        _ transaction: SignInTransaction,
        _ refusal: SignInRefusal?,
        _ context: inout RequestContext
    ) -> HTTPResponse {
        let form = StepForm(action: context.snapshot.urls.path + String(context.request.path), hidden: "")
        let step = SignInStepPage(key: key, transaction: transaction, refusal: refusal)
        let (title, body): (String, String) =
            switch transaction.step {
            case .done: ("Password reset", "<p>You can now sign in with your existing username and new password.</p>")
            case .unlocked:
                ("Account unlocked", "<p>You can log in using your existing username and password.</p>")
            default: step.content(form, &context)
            }
        let content = """
            <h1>\(title)</h1>
            \(step.alert(context))
            \(body)
            """
        return Page(title: title, content: content).response()
    }
}
