import MockOktaFormats

extension JSON {
    /// A link with the methods it takes (HAL, as Okta writes it).
    static func link(_ href: JSON, _ methods: String...) -> JSON {
        ["href": href, "hints": ["allow": .array(methods.map { .string($0) })]]
    }

    /// A link that names one method.
    static func link(_ href: JSON, method: String) -> JSON { ["href": href, "method": .string(method)] }

    static func link(_ href: JSON) -> JSON { ["href": href] }
}

extension APICall {
    /// `activate` or `deactivate`, whichever an object's status leaves to do.
    func lifecycleLink(_ path: String, isActive: Bool) -> JSONObject {
        let name = isActive ? "deactivate" : "activate"
        return [name: .link(href("\(path)/lifecycle/\(name)"), "POST")]
    }
}

extension JSONObject {
    /// This object with the members of another behind its own.
    func adding(_ other: JSONObject) -> JSONObject {
        var object = self
        for member in other.members { object[member.key] = member.value }
        return object
    }
}
