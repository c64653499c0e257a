import MockOktaEndpoints
import MockOktaFormats
import MockOktaModel
import MockOktaSignIn

extension IDXStep {
    mutating func chooseEnrollment() {
        switch envelope.question {
        case .phoneEnrollment:
            let field: JSON = [
                "name": "authenticator", "label": "Phone",
                "form": ["value": .array(IDXOptions.phone(required: true, envelope.fieldMessage))],
            ]
            begin(
                .phone,
                forms.form(
                    "authenticator-enrollment-data",
                    "credential/enroll",
                    relatesTo: "$.currentAuthenticator",
                    [field]
                )
            )
        case .questionEnrollment:
            let questions = SecurityQuestion.all.map { question -> JSON in
                ["questionKey": .string(question.key), "question": .string(question.text)]
            }
            let keys = SecurityQuestion.all.map { JSON.string($0.key) } + ["custom"]
            let data: JSONObject = [
                "contextualData": ["questionKeys": .array(keys), "questions": .array(questions)]
            ]
            begin(.question, enrollForm([IDXOptions.questions(envelope.fieldMessage)]), data)
        case .verification, nil: break
        }
        selectEnrollment()
    }

    private func enrollForm(_ fields: [JSON]) -> JSON {
        forms.form("enroll-authenticator", "challenge/answer", relatesTo: "$.currentAuthenticator", fields)
    }

    private mutating func begin(_ authenticator: Authenticator, _ form: JSON, _ data: JSONObject = [:]) {
        remediation = [form]
        authenticators["currentAuthenticator"] = IDXForm.object(authenticator.object(data))
    }

    private mutating func selectEnrollment() {
        var context = envelope.context
        let kinds = SignInRunner.machine(&context).enrollable(envelope.transaction)
        let offered = Authenticator.factors.filter { authenticator in
            authenticator.methods.contains { $0.kind.map(kinds.contains) ?? false }
        }
        let options = IDXOptions.enroll(offered)
        remediation.append(forms.form("select-authenticator-enroll", "credential/enroll", [options]))
        authenticators["authenticators"] = IDXForm.array(offered.map { .object($0.object()) })
        let password = Authenticator.password.enrollment([])
        authenticators["authenticatorEnrollments"] = IDXForm.array([.object(password)])
        if let current = authenticators["currentAuthenticator"] { authenticators["enrollmentAuthenticator"] = current }
    }

    mutating func enrollment(_ enrollment: FactorEnrollment) {
        let factor = enrollment.challenge.factor
        var data: JSONObject = [:]
        if factor.kind.isSent { data["resend"] = forms.form("resend", "challenge/resend") }
        if factor.kind == .totp { data["contextualData"] = .object(IDXOptions.key(of: factor)) }
        let code = IDXForm.credentials([IDXForm.passcode("Enter code", envelope.fieldMessage)])
        begin(Authenticator(factor.kind), enrollForm([code]), data)
        selectEnrollment()
    }
}
