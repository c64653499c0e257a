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

    /// Shows the code again, so that the user can compare it with the device's (RFC 8628 §3.3.1).
    static func approval(
        _ userCode: String,
        _ client: Application,
        _ scopes: [String],
        _ user: User,
        _ transaction: AuthorizeTransaction,
        _ context: RequestContext
    ) -> HTTPResponse {
        let action = context.path("/v1/authorize")
        let hidden = PageForm.hidden(transaction.sealed(context))
        let label = HTMLText.escaped(client.label)
        let items = scopes.map { ConsentPage.item(context.server.scope($0) ?? Scope(name: $0)) }
        let content = """
            <h1>Connect a device to \(label)</h1>
            <p>Does your device show the code <strong>\(HTMLText.escaped(userCode))</strong>? It asks for:</p>
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
        var response = Page(title: "Activate your device", content: content).response()
        response.fields.append("Set-Cookie", transaction.cookie(context).fieldValue)
        return response
    }

    static func done(isApproved: Bool, _ client: Application) -> HTTPResponse {
        let (title, text) =
            isApproved
            ? ("Device activated", "Follow the instructions on your device for next steps.")
            : ("Device not activated", "Your device cannot be activated because you did not allow access.")
        let content = """
            <h1>\(title)</h1>
            <p>\(text)</p>
            <p class="soft">\(HTMLText.escaped(client.label))</p>
            """
        return Page(title: title, content: content).response()
    }
}
