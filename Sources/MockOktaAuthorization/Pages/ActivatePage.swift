import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// The pages of the device flow: the code, the question, the answer.
enum ActivatePage {
    /// Asks for the code; with one, also shows its URL as a QR code for another device.
    static func form(_ userCode: String?, rejection: Refusal?, _ context: RequestContext) -> HTTPResponse {
        let action = context.snapshot.urls.path + DeviceAuthorizationEndpoint.verificationPath
        let invalid = rejection == nil ? "" : " aria-invalid=\"true\" aria-describedby=\"error\""
        let content = """
            <h1>Activate your device</h1>
            <p class="soft">Enter the code that is displayed on your device.</p>
            \(rejection.map { alert($0, context) } ?? "")
            <form method="post" action="\(action)">
            <label for="user-code">Activation Code</label>
            <input id="user-code" name="\(ActivateEndpoint.userCode)" type="text" autocomplete="off" \
            autocapitalize="characters" spellcheck="false" required autofocus \
            value="\(HTMLText.escaped(userCode ?? ""))"\(invalid)>
            <button type="submit">Next</button>
            </form>
            \(rejection == nil ? qrCode(userCode, context) : "")
            """
        var page = Page(title: "Activate your device", content: content)
        if rejection != nil { page.status = .badRequest }
        return page.response()
    }

    private static func alert(_ refusal: Refusal, _ context: RequestContext) -> String {
        guard case .oauth(let error) = refusal.answer else { return "" }
        let text = HTMLText.escaped("Your request resulted in an error. \(error.description)")
        return "<p class=\"alert\" role=\"alert\" id=\"error\">\(text)</p>\n"
            + Explanation.foldOut(refusal.why, refusal.remedy, controlPath: context.controlPath)
    }

    private static func qrCode(_ userCode: String?, _ context: RequestContext) -> String {
        guard let userCode, !userCode.isEmpty else { return "" }
        let query = FormParameters([(ActivateEndpoint.userCode, userCode)]).encoded
        let url = context.snapshot.urls.front + DeviceAuthorizationEndpoint.verificationPath + "?" + query
        return QRCode(url)?.svg(label: "QR code of \(url)") ?? ""
    }

    /// Asks whether a device or a backchannel request may have its scopes.
    ///
    /// Shows the code or message of the other device again, so that the user can compare them (RFC 8628 §3.3.1; CIBA
    /// §7.1, `binding_message`).
    static func approval(
        _ pending: DecoupledApproval.Pending,
        _ scopes: [String],
        _ user: User,
        _ transaction: AuthorizeTransaction,
        _ context: RequestContext
    ) -> HTTPResponse {
        let action = context.path("/v1/authorize")
        let hidden = PageForm.hidden(transaction.sealed(context))
        let items = scopes.map { ConsentPage.item(context.server.scope($0) ?? Scope(name: $0)) }
        let content = """
            \(question(pending))
            <ul class="scopes">
            \(items.joined(separator: "\n"))
            </ul>
            <form method="post" action="\(action)/consent">
            \(hidden)
            <button type="submit">Allow Access</button>
            </form>
            \(PageForm.cancel(action, hidden, label: "Don't Allow"))
            <p class="soft apart">Signed in as \(HTMLText.escaped(user.login))</p>
            """
        var response = Page(title: title(pending), content: content).response()
        response.fields.append("Set-Cookie", transaction.cookie(context).fieldValue)
        return response
    }

    private static func title(_ pending: DecoupledApproval.Pending) -> String {
        pending.named == nil ? "Activate your device" : "Approve a sign-in"
    }

    private static func question(_ pending: DecoupledApproval.Pending) -> String {
        let label = HTMLText.escaped(pending.client.label)
        guard case .backchannel(_, _, let message) = pending.authorization.flow else {
            return """
                <h1>Connect a device to \(label)</h1>
                <p>Does your device show the code <strong>\(HTMLText.escaped(pending.code))</strong>? It asks for:</p>
                """
        }
        let shown = message.map { "<p>It shows: <strong>\(HTMLText.escaped($0))</strong></p>\n" } ?? ""
        return "<h1>\(label) asks you to sign in</h1>\n\(shown)<p>It asks for:</p>"
    }

    static func done(isApproved: Bool, _ pending: DecoupledApproval.Pending) -> HTTPResponse {
        let (title, text) =
            switch (pending.named == nil, isApproved) {
            case (true, true): ("Device activated", "Follow the instructions on your device for next steps.")
            case (true, false):
                ("Device not activated", "Your device cannot be activated because you did not allow access.")
            case (false, true): ("Sign-in approved", "You may close this page.")
            case (false, false): ("Sign-in denied", "The app has been told that you did not allow access.")
            }
        let content = """
            <h1>\(title)</h1>
            <p>\(text)</p>
            <p class="soft">\(HTMLText.escaped(pending.client.label))</p>
            """
        return Page(title: title, content: content).response()
    }
}
