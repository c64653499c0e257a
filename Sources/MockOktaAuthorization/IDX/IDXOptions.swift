import MockOktaFormats
import MockOktaModel
import MockOktaSignIn

/// The options among which a form lets the client choose.
enum IDXOptions {
    /// The field `authenticator` for authenticators that the user has; the id comes first in each option.
    static func select(
        _ candidates: [(authenticator: Authenticator, factors: [Factor])],
        _ path: String
    ) -> JSON {
        let options = candidates.enumerated().map { index, candidate -> JSON in
            let fields = fields(candidate.authenticator, candidate.factors, isMethodRequired: false)
            return option(candidate.authenticator, fields, "\(path)[\(index)]")
        }
        return ["name": "authenticator", "type": "object", "options": .array(options)]
    }

    /// The field `authenticator` for authenticators that the user may set up.
    static func enroll(_ authenticators: [Authenticator]) -> JSON {
        let options = authenticators.enumerated().map { index, authenticator -> JSON in
            let fields =
                authenticator == .phone ? phone(required: false) : fields(authenticator, [], isMethodRequired: false)
            return option(authenticator, fields, "$.authenticators.value[\(index)]")
        }
        return ["name": "authenticator", "type": "object", "options": .array(options)]
    }

    private static func option(_ authenticator: Authenticator, _ fields: [JSON], _ path: String) -> JSON {
        [
            "label": .string(authenticator.displayName), "value": ["form": ["value": .array(fields)]],
            "relatesTo": .string(path),
        ]
    }

    /// What the client sends to choose an authenticator.
    static func fields(
        _ authenticator: Authenticator,
        _ factors: [Factor],
        isMethodRequired: Bool
    ) -> [JSON] {
        let id = IDXForm.fixed("id", authenticator.id)
        let names = authenticator.methodNames(factors)
        guard authenticator == .phone || names.count > 1 else {
            let method = names.first ?? authenticator.methods.first?.name ?? ""
            return [id, IDXForm.fixed("methodType", method, required: isMethodRequired)]
        }
        guard authenticator == .phone else { return [id, methodType(names, required: isMethodRequired)] }
        let enrollment = factors.first.map { [IDXForm.fixed("enrollmentId", $0.id)] } ?? []
        return [id, methodType(names, required: isMethodRequired)] + enrollment
    }

    /// How a phone is to be set up.
    static func phone(required: Bool, _ message: IDXMessage? = nil) -> [JSON] {
        var number: JSONObject = ["name": "phoneNumber", "label": "Phone number", "required": .bool(required)]
        number["messages"] = message.map { IDXForm.array([$0.json]) }
        let phone = Authenticator.phone
        return [
            IDXForm.fixed("id", phone.id), methodType(phone.methods.map(\.name), required: required),
            .object(number),
        ]
    }

    private static let methodLabels: [ExactString: JSON] = [
        "sms": "SMS", "voice": "Voice call", "push": "Get a push notification", "totp": "Enter a code",
    ]

    private static func methodType(_ names: [String], required: Bool) -> JSON {
        let options = names.map { name -> JSON in
            ["label": methodLabels[name] ?? "", "value": .string(name)]
        }
        return [
            "name": "methodType", "type": "string", "required": .bool(required), "options": .array(options),
        ]
    }

    /// The field `credentials` that sets a security question up: one of Okta's, or one's own.
    static func questions(_ message: IDXMessage?) -> JSON {
        let keys = SecurityQuestion.all.map { question -> JSON in
            ["label": .string(question.text), "value": .string(question.key)]
        }
        var answer: JSONObject = ["name": "answer", "label": "Answer", "required": true, "minLength": 4]
        answer["messages"] = message.map { IDXForm.array([$0.json]) }
        let chosen: JSON = [
            "name": "questionKey", "type": "string", "label": "Choose a security question", "required": true,
            "options": .array(keys),
        ]
        let own: JSON = ["name": "question", "label": "Create a security question", "required": true]
        let options: [JSON] = [
            [
                "label": "Choose a security question",
                "value": ["form": ["value": [chosen, .object(answer)]]],
            ],
            [
                "label": "Create my own security question",
                "value": ["form": ["value": [IDXForm.fixed("questionKey", "custom"), own, .object(answer)]]],
            ],
        ]
        return ["name": "credentials", "type": "object", "required": true, "options": .array(options)]
    }

    /// The key of an authenticator app, as text and as a QR code.
    static func key(of factor: Factor) -> JSONObject {
        let image = QRCode(EnrollmentForms.keyURI(factor))?.png ?? []
        return [
            "qrcode": [
                "method": "embedded", "href": .string("data:image/png;base64," + Base64.encode(image)),
                "type": "image/png",
            ],
            "sharedSecret": .string(Base32.encode(factor.secret)),
        ]
    }
}
