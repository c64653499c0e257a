import MockOktaEndpoints
import MockOktaFormats
import MockOktaIssuing
import MockOktaModel
import MockOktaSignIn

/// What an envelope offers at one step: the forms, and the authenticators that these relate to.
///
/// Clients choose by the name of the first form (Okta's Java SDK), so the order matters; every `relatesTo` must lead to
/// a member of the envelope (okta-auth-js).
struct IDXStep {
    var remediation: [JSON] = []
    /// Members of the envelope about authenticators.
    var authenticators: JSONObject = [:]
    /// Messages that belong to the step itself.
    var messages: [IDXMessage] = []

    let envelope: IDXEnvelope
    let forms: IDXForm

    init(_ envelope: IDXEnvelope) {
        self.envelope = envelope
        forms = envelope.forms
        switch envelope.transaction.step {
        case .identify: identify()
        case .password: password()
        case .chooseFactor where transaction.purpose == .recovery && envelope.isRecoveryReturned && !isOneStep:
            password()
            recoveryAuthenticator()
        case .chooseFactor: chooseFactor()
        case .challenge(let challenge): self.challenge(challenge)
        case .chooseEnrollment: chooseEnrollment()
        case .enrollment(let enrollment): self.enrollment(enrollment)
        case .newPassword: transaction.purpose == .registration ? firstPassword() : newPassword()
        case .passwordWarning: passwordWarning()
        case .profile: profile()
        case .consent: consent()
        case .keepMeSignedIn: keepMeSignedIn()
        case .done, .unlocked, .refused: break
        }
    }

    var transaction: SignInTransaction { envelope.transaction }

    /// The authenticator about which more is asked.
    var asked: Authenticator? { envelope.refused ?? transaction.chosen }

    private var isOneStep: Bool { !envelope.context.settings.asksIdentifierFirst }

    private mutating func identify() {
        let identifier: JSON = ["name": "identifier", "label": "Username", "required": true]
        switch transaction.purpose {
        case .recovery: remediation = [forms.form("identify-recovery", "identify", [identifier])]
        case .unlock:
            let email = Authenticator.email
            let options: JSON = IDXOptions.select([(email, [])], "$.authenticatorEnrollments.value")
            remediation = [forms.form("select-authenticator-unlock-account", "challenge", [identifier, options])]
            authenticators["authenticators"] = IDXForm.array([.object(email.object())])
            authenticators["authenticatorEnrollments"] = IDXForm.array([
                ["type": .string(email.type), "key": .string(email.key), "methods": [["type": "email"]]]
            ])
        case .signIn, .registration:
            let rememberMe: JSON = ["name": "rememberMe", "type": "boolean", "label": "Remember this device"]
            let credentials = IDXForm.credentials([IDXForm.passcode("Password", secret: true)])
            let fields = isOneStep ? [identifier, credentials, rememberMe] : [identifier, rememberMe]
            remediation = [forms.form("identify", "identify", fields)]
            if envelope.registration != nil { remediation.append(forms.form("select-enroll-profile", "enroll")) }
            remediation.append(forms.form("unlock-account", "unlock-account"))
            guard isOneStep else { return }
            let recover: JSONObject = ["recover": forms.form("recover", "recover")]
            authenticators["currentAuthenticator"] = IDXForm.object(Authenticator.password.object(recover))
        }
    }

    private mutating func password() {
        let fields = [IDXForm.credentials([IDXForm.passcode("Password", secret: true, envelope.fieldMessage)])]
        remediation = [
            forms.form(
                "challenge-authenticator",
                "challenge/answer",
                relatesTo: "$.currentAuthenticatorEnrollment",
                fields
            )
        ]
        let recover: JSONObject = ["recover": forms.form("recover", "recover")]
        let password = Authenticator.password
        authenticators["currentAuthenticatorEnrollment"] = IDXForm.object(password.enrollment([], recover))
        list([(password, [])])
    }

    private var candidates: [(authenticator: Authenticator, factors: [Factor])] {
        var context = envelope.context
        return Authenticator.grouped(SignInRunner.machine(&context).candidates(transaction))
    }

    private mutating func chooseFactor() {
        let candidates = candidates
        let only = candidates.count == 1 ? candidates.first?.authenticator : nil
        let asked = only == .phone ? only : asked
        if let asked, let group = candidates.first(where: { $0.authenticator.key == asked.key }) {
            remediation.append(verification(group.authenticator, group.factors))
            let resend: JSONObject = ["resend": forms.form("resend", "challenge/resend")]
            let current = group.authenticator.enrollment(group.factors, resend)
            authenticators["currentAuthenticatorEnrollment"] = IDXForm.object(current)
        }
        select(candidates)
        if transaction.purpose == .recovery { recoveryAuthenticator() }
    }

    private func verification(_ authenticator: Authenticator, _ factors: [Factor]) -> JSON {
        let field: JSON = [
            "name": "authenticator", "label": .string(authenticator.displayName),
            "form": ["value": .array(IDXOptions.fields(authenticator, factors, isMethodRequired: true))],
        ]
        return forms.form(
            "authenticator-verification-data",
            "challenge",
            relatesTo: "$.currentAuthenticatorEnrollment",
            [field]
        )
    }

    /// Adds the form by which an authenticator is chosen, and the lists that its options relate to.
    private mutating func select(_ candidates: [(authenticator: Authenticator, factors: [Factor])]) {
        let options = IDXOptions.select(candidates, "$.authenticatorEnrollments.value")
        remediation.append(forms.form("select-authenticator-authenticate", "challenge", [options]))
        list(candidates)
    }

    mutating func list(_ candidates: [(authenticator: Authenticator, factors: [Factor])]) {
        authenticators["authenticators"] = IDXForm.array(
            candidates.map { candidate in
                let authenticator = candidate.authenticator
                let names = authenticator == .device ? authenticator.methodNames(candidate.factors) : nil
                return .object(authenticator.object(methods: names))
            }
        )
        authenticators["authenticatorEnrollments"] = IDXForm.array(
            candidates.map { .object($0.authenticator.enrollment($0.factors)) }
        )
    }

    private mutating func challenge(_ challenge: FactorChallenge) {
        let factor = challenge.factor
        let authenticator = Authenticator.of(factor)
        var actions: JSONObject = [:]
        if factor.kind.isSent { actions["resend"] = forms.form("resend", "challenge/resend") }
        if factor.kind == .email { actions["poll"] = forms.form("poll", "challenge/poll", refresh: 4000) }
        if factor.kind == .question {
            actions["contextualData"] = [
                "enrolledQuestion": [
                    "questionKey": factor.profile["question"] ?? "",
                    "question": .string(FactorProfile.question(of: factor)),
                ]
            ]
        }
        // Recorded of every challenge of Okta Verify; the Sign-In Widget chooses its view by this member alone.
        let member = authenticator == .device ? "currentAuthenticator" : "currentAuthenticatorEnrollment"
        let path = "$." + member
        if factor.kind == .push, challenge.isApproved == false {
            // As recorded of the widget: nothing is waited for any more, and the push can be sent once more.
            let fields = IDXOptions.fields(authenticator, [factor], isMethodRequired: true)
            let again: JSON = [
                "name": "authenticator", "type": "object", "label": .string(authenticator.displayName),
                "value": ["form": ["value": .array(fields)]],
            ]
            remediation = [forms.form("resend", "challenge", relatesTo: path, [again])]
            messages = [.rejected]
        } else if factor.kind == .push {
            remediation = [forms.form("challenge-poll", "authenticators/poll", relatesTo: path, refresh: 4000)]
        } else {
            remediation = [
                forms.form(
                    "challenge-authenticator",
                    "challenge/answer",
                    relatesTo: path,
                    [IDXForm.credentials(fields(of: factor))]
                )
            ]
        }
        authenticators[member] = IDXForm.object(current(authenticator, factor, actions))
        select(candidates)
        if transaction.purpose == .recovery { recoveryAuthenticator() }
    }

    /// The authenticator of a challenge: of Okta Verify itself with the method in use, of others the user's enrollment.
    private func current(_ authenticator: Authenticator, _ factor: Factor, _ actions: JSONObject) -> JSONObject {
        if authenticator == .device {
            return authenticator.object(actions, methods: authenticator.methodNames([factor]))
        }
        var current = authenticator.enrollment([factor], actions)
        // The two methods of a phone are one enrollment.
        if let group = candidates.first(where: { $0.authenticator == authenticator }) {
            current["id"] = authenticator.enrollment(group.factors)["id"]
        }
        return current
    }

    private mutating func newPassword() {
        newPassword(transaction.purpose == .signIn ? "reenroll-authenticator" : "reset-authenticator")
    }

    /// The password expires soon: a new one, or none.
    private mutating func passwordWarning() {
        newPassword("reenroll-authenticator-warning")
        remediation.append(forms.form("skip", "skip"))
        let days = envelope.user.flatMap {
            PasswordPolicy(envelope.context.organization, for: $0).daysLeft($0, at: envelope.context.snapshot.now)
        }
        var current = passwordWithSettings
        current.change("settings") { $0["daysToExpiry"] = .integer(days ?? 0) }
        authenticators["currentAuthenticator"] = IDXForm.object(current)
        messages = [.passwordExpiring(envelope.context.organization.displayName)]
    }

    private mutating func newPassword(_ name: String) {
        let passcode = IDXForm.passcode("New password", secret: true, envelope.fieldMessage)
        remediation = [
            forms.form(name, "challenge/answer", relatesTo: "$.currentAuthenticator", [IDXForm.credentials([passcode])])
        ]
        authenticators["currentAuthenticator"] = IDXForm.object(passwordWithSettings)
        list([(.password, [])])
        // The Sign-In Widget shows the rules of an expired password by it.
        if transaction.step == .newPassword { recoveryAuthenticator() }
    }

    private mutating func recoveryAuthenticator() {
        authenticators["recoveryAuthenticator"] = IDXForm.object(passwordWithSettings)
    }

    var passwordWithSettings: JSONObject {
        var object = Authenticator.password.object()
        guard let policy = envelope.passwordPolicy ?? envelope.newUserPolicy else { return object }
        object["settings"] = [
            "complexity": [
                "minLength": .integer(policy.minLength), "minLowerCase": .integer(policy.minLowerCase),
                "minUpperCase": .integer(policy.minUpperCase), "minNumber": .integer(policy.minNumber),
                "minSymbol": .integer(policy.minSymbol), "excludeUsername": .bool(policy.excludesUserName),
                "excludeAttributes": .array(policy.excludedAttributes.map { .string($0) }),
            ],
            "age": ["minAgeMinutes": .integer(policy.minAgeMinutes), "historyCount": .integer(policy.historyCount)],
        ]
        return object
    }
}
