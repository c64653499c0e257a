import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel
import MockOktaSignIn

/// The pages of a sign-in after the password: factors, an expired password, recovery and unlock.
///
/// Every form posts to `/authorize/step`; its fields have the names of the Sign-In Widget's.
struct SignInStepPage {
    let key: RecordKey
    let transaction: SignInTransaction
    /// Why the page is shown again.
    var refusal: SignInRefusal?

    func response(for parameters: AuthorizeParameters, _ context: inout RequestContext) -> HTTPResponse {
        let carried = AuthorizeTransaction(parameters.parameters, signIn: key, &context)
        let form = StepForm(
            action: context.path("/v1/authorize/step"),
            hidden: PageForm.hidden(carried.sealed(context))
        )
        let (title, body) = content(form, &context)
        let content = """
            <h1>\(title)</h1>
            \(alert(context))
            \(body)
            \(signedInAs(form, context))
            """
        var page = Page(title: title, content: content)
        page.frameAncestors = Page.embedders(context)
        var response = page.response()
        response.fields.append("Set-Cookie", carried.cookie(context).fieldValue)
        return response
    }

    /// The title, and what the step asks for.
    func content(_ form: StepForm, _ context: inout RequestContext) -> (String, String) {
        switch transaction.step {
        case .identify where transaction.purpose == .unlock:
            return ("Unlock account?", identifierForm(form, context))
        case .identify: return ("Reset your password", identifierForm(form, context))
        case .password: return ("Verify with your password", currentPasswordForm(form, context))
        case .chooseFactor:
            let factors = SignInRunner.machine(&context).candidates(transaction)
            return ("Verify it's you with a security method", form.choice(factors))
        case .challenge(let challenge):
            return (
                "Verify with your \(FactorText.name(challenge.factor.kind))", challengeForm(challenge, form, context)
            )
        case .chooseEnrollment:
            return (
                "Set up security methods",
                EnrollmentForms.choice(SignInRunner.machine(&context).enrollable(transaction), form)
                    + later(form, &context)
            )
        case .enrollment(let enrollment):
            let title = "Set up \(FactorText.name(enrollment.challenge.factor.kind))"
            return (title, EnrollmentForms.activation(enrollment.challenge, form, context) + later(form, &context))
        case .newPassword: return (passwordTitle, passwordForm(form, context))
        case .passwordWarning:
            let text = IDXMessage.passwordExpiring(context.organization.displayName).text
            return (
                warning(context),
                "<p>\(HTMLText.escaped(text))</p>" + passwordForm(form, context)
                    + form.button("Remind me later", "skip")
            )
        case .keepMeSignedIn:
            let buttons = form.button("Stay signed in", "stay") + form.button("Don't stay signed in", "leave")
            return ("Keep me signed in", buttons)
        case .profile: return ("Sign up", SignUpForm.content(form, transaction, refusal, context))
        case .unlocked:
            let text = "<p>Account successfully unlocked! \(IDXMessage.unlocked.text).</p>"
            return ("Account unlocked", text + form.button("Back to sign in", "restart"))
        case .done, .refused, .consent: return ("Unable to sign in", form.button("Back to sign in", "restart"))
        }
    }

    /// Leaves out what is optional.
    private func later(_ form: StepForm, _ context: inout RequestContext) -> String {
        SignInRunner.machine(&context).canSkip(transaction) ? form.button("Set up later", "skip") : ""
    }

    private var passwordTitle: String {
        switch transaction.purpose {
        case .signIn: "Your password has expired"
        case .registration: "Set up password"
        case .recovery, .unlock: "Reset your password"
        }
    }

    private func warning(_ context: RequestContext) -> String {
        let user = transaction.userID.flatMap(context.organization.user)
        let days = user.flatMap {
            PasswordPolicy(context.organization, for: $0).daysLeft($0, at: context.snapshot.now)
        }
        return "Your password will expire in \(days ?? 0) day\(days == 1 ? "" : "s")"
    }

    func alert(_ context: RequestContext) -> String {
        guard let refusal else { return "" }
        let text = HTMLText.escaped(FactorText.message(refusal, transaction, login: context.record.user ?? ""))
        return "<p class=\"alert\" role=\"alert\" id=\"error\">\(text)</p>\n"
            + (context.showsPersonas ? Explanation.foldOut(refusal.why, nil, controlPath: context.controlPath) : "")
    }

    private func signedInAs(_ form: StepForm, _ context: RequestContext) -> String {
        guard transaction.step != .unlocked else { return "" }
        let back = form.button("Back to sign in", "restart")
        guard let user = transaction.userID.flatMap(context.organization.user) else { return back }
        return "<p class=\"soft apart\">\(HTMLText.escaped(user.login))</p>\n" + back
    }

    /// A user name that was refused is there to be corrected.
    private func identifierForm(_ form: StepForm, _ context: RequestContext) -> String {
        let login = refusal == nil ? "" : context.record.user ?? ""
        let value = login.isEmpty ? "" : " value=\"\(HTMLText.escaped(login))\""
        return form.form(
            """
            <label for="okta-signin-username">Username</label>
            <input id="okta-signin-username" name="\(PageForm.username)" type="text"\(value) autocomplete="username" \
            autocapitalize="none" spellcheck="false" required autofocus\(form.invalid(refusal))>
            <button type="submit" name="\(StepForm.action)" value="identify">Next</button>
            """
        )
    }

    private func challengeForm(
        _ challenge: FactorChallenge,
        _ form: StepForm,
        _ context: RequestContext
    ) -> String {
        let intro = "<p>\(HTMLText.escaped(FactorText.introduction(challenge.factor)))</p>"
        let another = form.button("Verify with something else", "previous")
        guard challenge.factor.kind != .push else {
            let rejected = challenge.isApproved == false ? "<p>You have chosen to reject this login.</p>" : ""
            return intro + rejected + form.button("I have answered it", "poll") + device(form, context) + another
        }
        let opened = challenge.factor.kind == .email ? form.button("I have opened the link in the email", "poll") : ""
        let resend = opened + (challenge.factor.kind.isSent ? form.button("Send again", "resend") : "")
        return intro + form.code(challenge.factor.kind, refusal) + known(challenge, form, context) + resend + another
    }

    /// Where personas are shown, one click enters what the double knows.
    private func known(_ challenge: FactorChallenge, _ form: StepForm, _ context: RequestContext) -> String {
        guard context.showsPersonas, let answer = FactorText.answer(to: challenge, context.snapshot) else {
            return ""
        }
        return form.form(
            """
            <input type="hidden" name="\(PageForm.password)" value="\(HTMLText.escaped(answer))">
            <button class="quiet" type="submit">Enter \(HTMLText.escaped(answer)), which mock-okta knows</button>
            """
        )
    }

    /// Where personas are shown, the page stands for the other device too.
    private func device(_ form: StepForm, _ context: RequestContext) -> String {
        guard context.showsPersonas else { return "" }
        return form.button("Approve it, as on the device", "approve") + form.button("Reject it", "reject")
    }

    /// Tells password managers whose password is asked for; it has no name, so it is not sent.
    private func hiddenUsername(_ context: RequestContext) -> String {
        let login = transaction.userID.flatMap(context.organization.user)?.login ?? ""
        return "<input type=\"text\" autocomplete=\"username\" value=\"\(HTMLText.escaped(login))\" readonly hidden>"
    }

    private func currentPasswordForm(_ form: StepForm, _ context: RequestContext) -> String {
        form.form(
            """
            \(hiddenUsername(context))
            <label for="okta-signin-password">Password</label>
            <input id="okta-signin-password" name="\(PageForm.password)" type="password" \
            autocomplete="current-password" required autofocus\(form.invalid(refusal))>
            <button id="okta-signin-submit" type="submit">Verify</button>
            """
        ) + form.button("Forgot password?", "forgot")
    }

    /// What the password policy of the user asks of a new password.
    private func requirements(_ context: RequestContext) -> String {
        let user = transaction.userID.flatMap(context.organization.user)
        return user.map { PasswordPolicy(context.organization, for: $0).text } ?? ""
    }

    private var passwordButton: String { transaction.purpose == .registration ? "Next" : "Reset Password" }

    private func passwordForm(_ form: StepForm, _ context: RequestContext) -> String {
        form.form(
            """
            \(hiddenUsername(context))
            <p class="soft">\(HTMLText.escaped(requirements(context)))</p>
            <label for="okta-new-password">New password</label>
            <input id="okta-new-password" name="\(PageForm.password)" type="password" autocomplete="new-password" \
            required autofocus\(form.invalid(refusal))>
            <label for="okta-confirm-password">Re-enter password</label>
            <input id="okta-confirm-password" name="\(StepForm.confirmation)" type="password" \
            autocomplete="new-password" required>
            <button type="submit" name="\(StepForm.action)" value="password">\(passwordButton)</button>
            """
        )
    }
}
