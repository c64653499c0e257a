import MockOktaEndpoints
import MockOktaFormats
import MockOktaIssuing
import MockOktaModel
import MockOktaSignIn

/// A sign-in as the Identity Engine's API shows it: one JSON object for each step, in the member order of recordings.
struct IDXEnvelope {
    let key: RecordKey
    let transaction: SignInTransaction
    let request: InteractionRequest
    let context: RequestContext
    /// Messages about the whole step.
    var messages: [IDXMessage] = []
    /// A message at the field that was wrong.
    var fieldMessage: IDXMessage?
    /// A form that asks for more before an authenticator is chosen; the sign-in itself has not moved.
    var question: Question?

    enum Question {
        /// Which method of the phone.
        case verification(Authenticator)
        /// Which number, and how it is reached.
        case phoneEnrollment
        case questionEnrollment
    }

    var forms: IDXForm {
        IDXForm(
            front: context.snapshot.urls.front,
            stateHandle: SignInToken.handle.text(key, transaction, context.snapshot)
        )
    }

    /// The members of every envelope.
    func head(expires: TimeSpan = IDXEndpoint.lifetime) -> JSONObject {
        [
            "version": "1.0.0", "stateHandle": .string(forms.stateHandle),
            "expiresAt": .string(Self.time(context.snapshot.now + expires)), "intent": "LOGIN",
        ]
    }

    /// The members at the end: user, cancel, app.
    func tail(_ object: inout JSONObject) {
        if let user { object["user"] = IDXForm.object(self.user(user)) }
        object["cancel"] = forms.cancel
        if let client = context.organization.application(clientID: request.clientID) {
            object["app"] = IDXForm.object([
                "name": "oidc_client", "label": .string(client.label), "id": .string(client.id.rawValue),
            ])
        }
    }

    var object: JSONObject {
        var object = head()
        let step = IDXStep(self)
        if !step.remediation.isEmpty { object["remediation"] = IDXForm.array(step.remediation) }
        if !messages.isEmpty { object["messages"] = IDXForm.array(messages.map(\.json)) }
        for member in step.authenticators.members { object[member.key] = member.value }
        tail(&object)
        return object
    }

    /// The password policy of the user.
    var passwordPolicy: PasswordPolicy? { user.map { PasswordPolicy(context.organization, for: $0) } }

    private var user: User? { transaction.userID.flatMap(context.organization.user) }

    /// During recovery the user is not known for certain, so only what was typed in is shown.
    private func user(_ user: User) -> JSONObject {
        guard transaction.purpose == .signIn else { return ["identifier": .string(user.login)] }
        var profile: JSONObject = [:]
        for name in ["firstName", "lastName"] { profile[name] = user.attribute(name) }
        profile["timeZone"] = user.attribute("timezone") ?? "America/Los_Angeles"
        profile["locale"] = user.attribute("locale") ?? "en_US"
        return [
            "id": .string(user.id.rawValue), "identifier": .string(user.login), "profile": .object(profile),
        ]
    }

    /// With milliseconds, which some SDKs insist on.
    static func time(_ instant: Instant) -> String {
        RFC3339.format(microseconds: instant.microseconds)
    }
}
