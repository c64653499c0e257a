import MockOktaEndpoints
import MockOktaFormats
import MockOktaModel
import MockOktaSignIn

extension IDXStep {
    mutating func chooseEnrollment() {
        switch asked {
        case .phone?:
            let field: JSON = [
                "name": "authenticator", "label": "Phone",
                "form": ["value": .array(IDXOptions.phone(required: true, envelope.fieldMessage))],
            ]
            begin(
                Authenticator.phone.object(),
                forms.form(
                    "authenticator-enrollment-data",
                    "credential/enroll",
                    relatesTo: "$.currentAuthenticator",
                    [field]
                )
            )
        case .question?:
            let questions = SecurityQuestion.all.map { question -> JSON in
                ["questionKey": .string(question.key), "question": .string(question.text)]
            }
            let keys = SecurityQuestion.all.map { JSON.string($0.key) } + ["custom"]
            let data: JSONObject = [
                "contextualData": ["questionKeys": .array(keys), "questions": .array(questions)]
            ]
            begin(Authenticator.question.object(data), enrollForm([IDXOptions.questions(envelope.fieldMessage)]))
        default: break
        }
        selectEnrollment()
    }

    func enrollForm(_ fields: [JSON]) -> JSON {
        forms.form("enroll-authenticator", "challenge/answer", relatesTo: "$.currentAuthenticator", fields)
    }

    /// Asks for what completes an authenticator.
    mutating func begin(_ authenticator: JSONObject, _ form: JSON) {
        remediation = [form]
        authenticators["currentAuthenticator"] = IDXForm.object(authenticator)
    }

    private mutating func selectEnrollment() {
        var context = envelope.context
        let kinds = SignInRunner.machine(&context).enrollable(envelope.transaction)
        let offered = Authenticator.factors.filter { authenticator in
            authenticator.methods.contains { $0.kind.map(kinds.contains) ?? false }
        }
        select(offered)
        if envelope.canSkip { remediation.append(forms.form("skip", "skip")) }
    }

    /// Adds the form by which an authenticator to set up is chosen, the list that its options relate to, and those that
    /// the user has.
    mutating func select(_ offered: [Authenticator]) {
        let options = IDXOptions.enroll(offered)
        remediation.append(forms.form("select-authenticator-enroll", "credential/enroll", [options]))
        authenticators["authenticators"] = IDXForm.array(offered.map { .object($0.object()) })
        let password = transaction.password == .unproved ? [] : [Authenticator.password.enrollment([])]
        let factors = Authenticator.grouped(envelope.user?.activeFactors ?? []).map {
            $0.authenticator.enrollment($0.factors)
        }
        authenticators["authenticatorEnrollments"] = IDXForm.array((password + factors).map { .object($0) })
        guard var current = authenticators["currentAuthenticator"]?["value"]?.object else { return }
        // Recorded without what the current one has for this step.
        for name in ["contextualData", "resend", "poll"] { current[name] = nil }
        authenticators["enrollmentAuthenticator"] = IDXForm.object(current)
    }

    mutating func enrollment(_ enrollment: FactorEnrollment) {
        let factor = enrollment.challenge.factor
        var data: JSONObject = [:]
        if factor.kind.isSent { data["resend"] = forms.form("resend", "challenge/resend") }
        if factor.kind == .email { data["poll"] = forms.form("poll", "challenge/poll", refresh: 4000) }
        if factor.kind == .totp { data["contextualData"] = .object(IDXOptions.key(of: factor)) }
        // Only this form of a code is recorded with a required field.
        let isRequired = factor.kind == .totp
        let code = IDXForm.credentials([IDXForm.passcode("Enter code", required: isRequired, envelope.fieldMessage)])
        begin(Authenticator(factor.kind).object(data), enrollForm([code]))
        selectEnrollment()
    }
}
