import MockOktaEndpoints
import MockOktaFormats
import MockOktaIssuing
import MockOktaModel
import MockOktaSignIn

/// The forms that set a factor up.
enum EnrollmentForms {
    static func choice(_ kinds: [Factor.Kind], _ form: StepForm) -> String {
        let text = "<p>Security methods help protect your account by ensuring only you have access.</p>"
        return text + "\n" + kinds.map { self.form($0, form) }.joined(separator: "\n")
    }

    private static func form(_ kind: Factor.Kind, _ form: StepForm) -> String {
        let name = FactorText.name(kind)
        let button = """
            <button class="quiet" type="submit" name="\(StepForm.action)" value="enroll \(kind.rawValue)">Set up \
            \(name)</button>
            """
        return form.form(fields(kind) + button)
    }

    private static func fields(_ kind: Factor.Kind) -> String {
        switch kind {
        case .totp, .email, .push: return ""
        case .sms, .call:
            return """
                <label for="phone-\(kind.rawValue)">Phone number for \(FactorText.name(kind))</label>
                <input id="phone-\(kind.rawValue)" name="\(StepForm.phone)" type="text" autocomplete="tel" required>
                """
        case .question:
            let options = SecurityQuestion.all.map {
                "<option value=\"\($0.key)\">\(HTMLText.escaped($0.text))</option>"
            }
            return """
                <label for="question">Security question</label>
                <select id="question" name="\(StepForm.question)">\(options.joined())</select>
                <label for="answer">Answer</label>
                <input id="answer" name="\(StepForm.answer)" type="text" autocomplete="off" required>
                """
        }
    }

    /// Asks for the first code; an authenticator app gets its key as a QR code.
    static func activation(_ challenge: FactorChallenge, _ form: StepForm, _ context: RequestContext) -> String {
        let factor = challenge.factor
        let intro =
            factor.kind == .totp
            ? scan(factor) : "<p>\(HTMLText.escaped(FactorText.introduction(factor)))</p>"
        let resend = factor.kind.isSent ? form.button("Send again", "resend") : ""
        let known = context.showsPersonas ? FactorText.answer(to: challenge, context.snapshot) : nil
        let hint = known.map { "<p class=\"soft\">mock-okta knows the code: \($0)</p>" } ?? ""
        return intro + hint + form.code(factor.kind, nil) + resend
            + form.button("Return to authenticator list", "previous")
    }

    private static func scan(_ factor: Factor) -> String {
        """
        <p>Scan the code with your authenticator app, or type in the key \
        <code>\(Base32.encode(factor.secret))</code>.</p>
        \(QRCode(keyURI(factor))?.svg(label: "QR code of the key") ?? "")
        """
    }

    /// The key in the form that authenticator apps scan.
    static func keyURI(_ factor: Factor) -> String {
        let account = factor.profile["credentialId"]?.string ?? ""
        let label = FormParameters([("", "mock-okta:" + account)]).encoded.dropFirst()
        let query = FormParameters([("secret", Base32.encode(factor.secret)), ("issuer", "mock-okta")]).encoded
        return "otpauth://totp/\(label)?\(query)"
    }
}
