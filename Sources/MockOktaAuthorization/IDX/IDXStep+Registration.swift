import MockOktaEndpoints
import MockOktaFormats
import MockOktaModel
import MockOktaSignIn

extension IDXStep {
    /// The attributes of a new user, and the password where the policy asks for it along with them.
    mutating func profile() {
        guard let policy = envelope.registration else { return }
        let fields = policy.attributes.map { attribute -> JSON in
            var field: JSONObject = ["name": .string(attribute.name), "label": .string(attribute.label)]
            field["required"] = .bool(attribute.isRequired)
            field["minLength"] = 1
            field["maxLength"] = .integer(attribute.maxLength)
            if let fault = envelope.profileFault, fault.attribute.name.hasSameBytes(as: attribute.name) {
                field["messages"] = IDXForm.array(IDXMessage.profile(fault).map(\.json))
            }
            return .object(field)
        }
        var form: [JSON] = [["name": "userProfile", "form": ["value": .array(fields)]]]
        if policy.asksPassword {
            let passcode = IDXForm.passcode("Enter Password", secret: true, required: true, envelope.fieldMessage)
            form.append(IDXForm.credentials([passcode], relatesTo: "$.currentAuthenticator"))
            authenticators["currentAuthenticator"] = IDXForm.object(passwordWithSettings)
        }
        remediation = [
            forms.form("enroll-profile", "enroll/new", form), forms.form("select-identify", "identify/select"),
        ]
    }

    /// The first password of a new user: an authenticator to set up, chosen before it is asked for.
    mutating func firstPassword() {
        if asked == .password {
            let passcode = IDXForm.passcode("Enter password", secret: true, envelope.fieldMessage)
            begin(passwordWithSettings, enrollForm([IDXForm.credentials([passcode])]))
        }
        select([.password])
    }

    /// Asks whether the user wants to stay signed in.
    mutating func keepMeSignedIn() {
        let field: JSON = [
            "name": "keepMeSignedIn", "type": "boolean", "label": "Stay signed in", "required": true, "value": false,
        ]
        remediation = [forms.form("keep-me-signed-in", "keep-me-signed-in", [field])]
    }

    /// Asks whether the app may have the scopes that it requested.
    mutating func consent() {
        let scopes = envelope.scopesToAsk.map { scope -> JSON in
            let label = scope.displayName.isEmpty ? scope.name : scope.displayName
            var object: JSONObject = ["name": .string(scope.name), "label": .string(label)]
            object["value"] = .string(scope.name)
            if !scope.description.isEmpty { object["desc"] = .string(scope.description) }
            return .object(object)
        }
        let field: JSON = ["name": "consent", "type": "boolean", "required": true]
        remediation = [forms.form("consent", "consent", scopes: scopes, [field])]
    }
}
