import MockOktaFormats

/// The forms and fields of an envelope of the Identity Engine's API (`/idp/idx`), in the member order of recordings.
struct IDXForm {
    static let ion = "application/ion+json; okta-version=1.0.0"
    static let json = "application/json; okta-version=1.0.0"

    /// The org's URL.
    let front: String
    let stateHandle: String

    /// A form that a client may submit; the field of the handle comes last.
    func form(
        _ name: String,
        _ path: String,
        relatesTo: String? = nil,
        refresh: Int? = nil,
        scopes: [JSON]? = nil,
        _ fields: [JSON] = []
    ) -> JSON {
        var form: JSONObject = ["rel": ["create-form"], "name": .string(name)]
        form["relatesTo"] = relatesTo.map { [.string($0)] }
        form["href"] = .string(front + "/idp/idx/" + path)
        form["method"] = "POST"
        form["produces"] = .string(Self.ion)
        form["refresh"] = refresh.map { .integer($0) }
        form["scopes"] = scopes.map { .array($0) }
        form["value"] = .array(fields + [handle])
        form["accepts"] = .string(Self.json)
        return .object(form)
    }

    var cancel: JSON { form("cancel", "cancel") }

    private var handle: JSON {
        [
            "name": "stateHandle", "required": true, "value": .string(stateHandle), "visible": false,
            "mutable": false,
        ]
    }

    static func array(_ values: [JSON]) -> JSON { ["type": "array", "value": .array(values)] }

    static func object(_ value: JSONObject) -> JSON { ["type": "object", "value": .object(value)] }

    /// A field whose value the client must send as it is.
    static func fixed(_ name: String, _ value: String, required: Bool = true) -> JSON {
        ["name": .string(name), "required": .bool(required), "value": .string(value), "mutable": false]
    }

    /// The field `credentials`, which holds further fields; the Sign-In Widget finds the rules of a new user's password
    /// by its `relatesTo`.
    static func credentials(_ fields: [JSON], relatesTo: String? = nil) -> JSON {
        var field: JSONObject = ["name": "credentials", "type": "object", "form": ["value": .array(fields)]]
        field["required"] = true
        field["relatesTo"] = relatesTo.map { .string($0) }
        return .object(field)
    }

    /// A field of `credentials`.
    static func passcode(
        _ label: String,
        secret: Bool = false,
        required: Bool = false,
        _ message: IDXMessage? = nil
    ) -> JSON {
        var field: JSONObject = ["name": "passcode", "label": .string(label)]
        if secret { field["secret"] = true }
        if required { field["required"] = true }
        field["messages"] = message.map { array([$0.json]) }
        return .object(field)
    }
}
