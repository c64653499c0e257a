import MockOktaEndpoints
import MockOktaFormats
import MockOktaIssuing
import MockOktaModel
import MockOktaSignIn

/// A sign-in as the Identity Engine's API shows it: one JSON object for each step, in the member order of recordings.
struct IDXEnvelope {
    let key: RecordKey
    let transaction: SignInTransaction
    let context: RequestContext
    /// Messages about the whole step.
    var messages: [IDXMessage] = []
    /// A message at the field that was wrong.
    var fieldMessage: IDXMessage?
    /// The scopes that the user is asked for at the step `consent`.
    var scopesToAsk: [Scope] = []
    /// Whether a client that asks again during a recovery starts from the password, as recorded of identifier-first
    /// sign-ins: okta-idx-golang submits `recover` a second time.
    var isRecoveryReturned = false
    /// What is wrong with an attribute of a new user.
    var profileFault: ProfileFault?
    /// The authenticator that was refused, whose form is shown again; nil where the sign-in tells.
    var refused: Authenticator?

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
            "expiresAt": .string(Self.time(context.snapshot.now + expires)),
            "intent": transaction.step == .consent ? "CONSENT" : "LOGIN",
        ]
    }

    /// The members at the end: user, cancel, app.
    func tail(_ object: inout JSONObject) {
        if let user { object["user"] = IDXForm.object(self.user(user)) }
        object["cancel"] = forms.cancel
        if let client = transaction.clientID.flatMap(context.organization.application(clientID:)) {
            object["app"] = IDXForm.object([
                "name": "oidc_client", "label": .string(client.label), "id": .string(client.id.rawValue),
            ])
        }
    }

    var object: JSONObject {
        var object = head()
        let step = IDXStep(self)
        let messages = step.messages + messages
        if !step.remediation.isEmpty { object["remediation"] = IDXForm.array(step.remediation) }
        if !messages.isEmpty { object["messages"] = IDXForm.array(messages.map(\.json)) }
        for member in step.authenticators.members { object[member.key] = member.value }
        tail(&object)
        return object
    }

    /// The password policy of the user.
    var passwordPolicy: PasswordPolicy? { user.map { PasswordPolicy(context.organization, for: $0) } }

    /// Whether the user may go on without what the step asks for.
    var canSkip: Bool {
        var context = context
        return SignInRunner.machine(&context).canSkip(transaction)
    }

    /// The policy of the app for users who register themselves; nil where none can.
    var registration: RegistrationPolicy? {
        RegistrationPolicy(context.organization, at: transaction.clientID)
    }

    var user: User? { transaction.userID.flatMap(context.organization.user) }

    /// During recovery the user is not known for certain, so only what was typed in is shown.
    private func user(_ user: User) -> JSONObject {
        guard [.signIn, .registration].contains(transaction.purpose) else { return ["identifier": .string(user.login)] }
        var profile: JSONObject = [:]
        for name in ["firstName", "lastName"] { profile[name] = user.attribute(name) }
        profile["timeZone"] = user.attribute("timezone") ?? "America/Los_Angeles"
        profile["locale"] = user.attribute("locale") ?? "en_US"
        return [
            "id": .string(user.id.rawValue), "identifier": .string(user.login), "profile": .object(profile),
        ]
    }

    /// The rules of passwords of a user who is not there yet.
    var newUserPolicy: PasswordPolicy? {
        guard transaction.step == .profile else { return nil }
        let user = User(id: UserID(rawValue: ""), login: "", profile: [:], groups: context.organization.standardGroups)
        return PasswordPolicy(context.organization, for: user)
    }

    /// With milliseconds, which some SDKs insist on.
    static func time(_ instant: Instant) -> String {
        RFC3339.format(microseconds: instant.microseconds)
    }
}

extension Organization {
    /// The org's name in texts.
    var displayName: String {
        contents.source["companyName"]?.string ?? contents.source["subdomain"]?.string ?? "mock-okta"
    }
}
