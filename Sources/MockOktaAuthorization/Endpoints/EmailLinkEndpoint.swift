import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel
import MockOktaSignIn

/// `/email/verify`: where the link of an email leads (Okta, "Email Magic Links").
///
/// In the browser that began the sign-in the link stands for the code; in another one the page shows the code, to be
/// entered in the first.
enum EmailLinkEndpoint {
    static func path(_ token: String) -> String { "/email/verify/oidc_client/" + token }

    static func answer(_ context: inout RequestContext) throws(Refusal) -> HTTPResponse {
        let now = context.snapshot.now
        guard let (key, transaction) = try SignInToken.link.find(context.pathParameters["token"], context),
            let challenge = transaction.challenge, challenge.factor.kind == .email, let code = challenge.code,
            now < challenge.expires, !challenge.isVoid
        else {
            context.record.why = "the link is unknown, has expired, or a later code was sent"
            return page(
                "This email link has expired",
                "<p>To resend it, return to the screen where you requested it.</p>"
            )
        }
        context.record.clientID = transaction.clientID
        context.record.user = transaction.userID.flatMap(context.organization.user)?.login
        guard isSameBrowser(transaction, context) else {
            return page(
                "Enter the code",
                """
                <p>Enter the OTP in your original browser or device:</p>
                <p><code id="otp">\(HTMLText.escaped(code))</code></p>
                <p class="soft">If you did not ask for it, close this page.</p>
                """
            )
        }
        try context.snapshot.state.signIns.update(key, at: now) { entry in
            if let decided = entry?.record.deciding(true, of: .email) { entry?.record = decided }
        }
        return page("Success!", "<p>Please return to the original tab.</p>")
    }

    private static func isSameBrowser(_ transaction: SignInTransaction, _ context: RequestContext) -> Bool {
        let cookies = Cookies(context.request.fields)
        let present = [AuthorizeTransaction.cookieName, DeviceCookie.name].compactMap { cookies[$0] }
        return present.contains { $0.hasSameBytes(as: transaction.browser ?? "") }
    }

    private static func page(_ title: String, _ body: String) -> HTTPResponse {
        Page(title: title, content: "<h1>\(title)</h1>\n\(body)").response()
    }
}
